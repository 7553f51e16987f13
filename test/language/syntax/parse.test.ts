import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from '../../../server/src/language/syntax/parse';
import { printTree, tokensOf } from '../../../server/src/language/syntax/tree';
import { diagnosticsCorpus } from '../../support/corpus';

const FIXTURES = `${__TEST_ROOT__}/fixtures/syntax`;
const sources = diagnosticsCorpus();

/** The text that the tokens of the tree spell; throws when they overlap or leave a gap. */
function spelled(text: string): string {
  const { root } = parse(text);
  let at = 0;
  let out = '';
  for (const token of tokensOf(root)) {
    assert.equal(token.start, at, 'tokens stand side by side');
    out += text.slice(token.start, token.end);
    at = token.end;
  }
  return out;
}

describe('parse', function () {
  this.timeout(60_000);
  describe('golden trees', () => {
    const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.baml'));
    for (const name of names) {
      it(name, () => {
        const text = readFileSync(`${FIXTURES}/${name}`, 'utf8');
        const { root, errors } = parse(text);
        const said = errors.map(({ span, message }) => `! ${span.start}-${span.end} ${message}\n`);
        const actual = printTree(root, text) + said.join('');
        const golden = `${FIXTURES}/${name.replace('.baml', '.tree.txt')}`;
        if (process.env['UPDATE_GOLDENS'] || !existsSync(golden)) writeFileSync(golden, actual);
        assert.equal(actual, readFileSync(golden, 'utf8'));
      });
    }
  });

  describe('the tree spells the text', () => {
    it('of every file of the corpus', () => {
      for (const { name, text } of sources) assert.equal(spelled(text), text, name);
    });

    it('of any string', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
          assert.equal(spelled(text), text);
        }),
      );
    });

    it('of any soup of the language', () => {
      const piece = fc.constantFrom(
        ...['class', 'enum', 'type', 'function', 'client<llm>', 'test', 'generator', 'template_string', 'dynamic'],
        ...['type_builder', 'A', 'b', 'int', 'map<', 'env.X', '42', '-1.5', '5px', '"s"', '"open', '#"r"#', '##"r"#'],
        ...[
          '{',
          '}',
          '(',
          ')',
          '[',
          ']',
          '<',
          '>',
          '|',
          '?',
          '@',
          '@@',
          '@stream.done',
          '@check(a, {{ b }})',
          '{{',
          '}}',
        ],
        ...['->', '=', ':', '::', ',', ';', '.', '//', '{//', '//}', '#', '"', '\\', ' ', '\t', '\n', '\r\n', '\n\n'],
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
          const text = pieces.join('');
          assert.equal(spelled(text), text);
        }),
        { numRuns: 500 },
      );
    });

    it('of every file of the corpus, cut, with tokens left out, doubled and swapped', () => {
      for (const { name, text } of sources) {
        const tokens = [...tokensOf(parse(text).root)].map(({ start, end }) => text.slice(start, end));
        for (let i = 0; i < tokens.length; i += 13) {
          const variants = [
            tokens.slice(0, i),
            tokens.toSpliced(i, 1),
            tokens.toSpliced(i, 0, tokens[i]!),
            tokens.toSpliced(i, 2, tokens[i + 1] ?? '', tokens[i]!),
          ];
          for (const variant of variants) assert.equal(spelled(variant.join('')), variant.join(''), name);
        }
      }
    });
  });

  it('reports at most one error at a place, and inside the text', () => {
    for (const { name, text } of sources) {
      const { errors } = parse(text.replaceAll('}', ''));
      assert.equal(new Set(errors.map(({ span }) => span.start)).size, errors.length, name);
      for (const { span } of errors) assert.ok(span.start >= 0 && span.end <= text.length, name);
    }
  });

  describe('hostile text is read in time and without an overflow', () => {
    const depth = 50_000;
    const cases: Readonly<Record<string, string>> = {
      'deep parentheses': 'class A { x ' + '('.repeat(depth) + 'int' + ')'.repeat(depth) + ' }',
      'a deep list type': 'class A { x int' + '[]'.repeat(depth) + ' }',
      'deep maps': 'class A { x ' + 'map<string,'.repeat(depth) + ' }',
      'deep values': 'client<llm> A { options { a ' + '[{ b '.repeat(depth),
      'deep braces': '{'.repeat(depth),
      'raw strings that never close': '#"'.repeat(200_000),
      'raw strings with ever fewer hashes': Array.from({ length: 2000 }, (_, i) => '#'.repeat(2000 - i) + '"').join(''),
      'block comments that never close': '{// '.repeat(200_000),
      'expressions that never close': 'class A { x int @check(' + '{{ '.repeat(100_000),
      'a line of a million characters': 'a '.repeat(500_000),
      'a wide union': 'type A = ' + 'int | '.repeat(100_000) + 'int',
      'ten million characters of one word': 'a'.repeat(10_000_000),
    };
    for (const [name, text] of Object.entries(cases)) {
      it(name, () => {
        const { root, errors } = parse(text);
        let length = 0;
        for (const { start, end } of tokensOf(root)) length += end - start;
        assert.equal(length, text.length);
        assert.ok(errors.length <= 1000);
      });
    }
  });
});
