import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/src/language/syntax/parse';
import { readFile } from '../../../server/src/language/syntax/readTree';
import { readBlocks, readingBlocks, type Block } from '../../../server/src/language/syntax/reparse';
import { diagnosticsCorpus } from '../../support/corpus';

const texts = diagnosticsCorpus().map(({ text }) => text);
/** Long enough that most of it is out of reach of an edit. */
const LONG = texts
  .filter((text) => parse(text).errors.length < 3)
  .join('\n')
  .slice(0, 150_000);

function contents(blocks: readonly Block[]) {
  return {
    declarations: blocks.flatMap((block) => block.declarations),
    errors: blocks.flatMap((block) => block.errors).sort((a, b) => a.span.start - b.span.start),
  };
}

/** What a reading of the whole text gives. */
function fresh(text: string) {
  const { root, errors } = parse(text);
  return { declarations: readFile(root, text).declarations, errors };
}

describe('a text read in blocks', () => {
  it('says what a reading of the whole says', () => {
    for (const text of [...texts, '', '\uFEFFclass A { }', 'class A {', 'class A { } class B { }\n\nclass C { }']) {
      assert.deepEqual(contents(readBlocks(text)), fresh(text));
    }
  });

  it('reads only the blocks around an edit again', () => {
    const long = Array.from({ length: 2000 }, (_, i) => `class C${i} {\n  x int\n}\n`).join('\n');
    const blocks = readBlocks(long);
    const at = long.indexOf('x int', long.length >> 1);
    const text = long.slice(0, at) + 'renamed' + long.slice(at);
    let steps = 0;
    const reading = readingBlocks(text, { text: long, blocks });
    let step = reading.next();
    for (; !step.done; step = reading.next()) steps++;
    assert.ok(steps < 4, `${steps} of ${blocks.length} blocks`);
    assert.deepEqual(contents(step.value), fresh(text));
    assert.equal(step.value[0], blocks[0]);
  });

  const insert = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\n',
      '\n\n',
      '{',
      '}',
      '"',
      '#"',
      '"#',
      '//',
      '{//',
      '//}',
      '{{',
      '}}',
      '"""',
      '@',
      '(',
      ')',
      '[',
    ),
    fc.constantFrom(
      'class New {\n x int\n}\n',
      'class ',
      'clas X {\n',
      'function F() -> int {\n',
      'x',
      '\r',
      '\uFEFF',
      '??? !!!\n',
    ),
    fc.constantFrom(...texts),
  );
  const edits = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat(60), insert }), {
    minLength: 1,
    maxLength: 5,
  });

  it('says after any edits what a new reading of the text says', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.constantFrom(LONG, LONG, ...texts), edits, (start, changes) => {
        let text = start;
        let blocks = readBlocks(text);
        for (const { at, removed, insert: added } of changes) {
          const from = Math.floor(at * text.length);
          const next = text.slice(0, from) + added + text.slice(from + removed);
          blocks = readBlocks(next, { text, blocks });
          text = next;
        }
        assert.deepEqual(contents(blocks), fresh(text));
      }),
      { numRuns: 150 },
    );
  });
});
