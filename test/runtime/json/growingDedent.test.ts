import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dedent } from '../../../server/src/runtime/json/dedent';
import { GrowingDedent } from '../../../server/src/runtime/json/growingDedent';

const CASES: readonly [what: string, text: string, shown: string][] = [
  ['the margin all lines share is cut off', '    a\n      b', 'a\n  b'],
  ['a line further left gives the lines before it their indent back', '    a\n  b', '  a\nb'],
  ['a line that is blank so far is not shown', '  a\n ', 'a'],
  ['leading blank lines are dropped', '\n \n  a', 'a'],
  ['blank lines between are emptied', '  a\n    \n  b', 'a\n\nb'],
  ['one final line break is not shown', 'a\n\n', 'a\n'],
  ['carriage returns before line breaks are dropped', 'a\r\nb\r\n', 'a\nb'],
  // From here on: values of the official runtime for these texts behind three backticks and a line break.
  ['a carriage return at the end of the text is content for now', 'a\r', 'a\r'],
  ['a blank line that begins otherwise shortens the margin', '  a\n\t\n  b', '  a\n\n  b'],
  ['a blank line of a carriage return does so for now', '  a\n\r', '  a'],
  ['and no longer once its line break is there', '  a\n\r\n  b', 'a\n\nb'],
  ['white space is what Unicode says', '\u0085a\n\u0085b', 'a\nb'],
  ['a byte order mark is none', '\ufeffa\n\ufeffb', '\ufeffa\n\ufeffb'],
];

describe('dedented text that grows', () => {
  for (const [what, text, shown] of CASES) {
    it(`${what}: ${JSON.stringify(text)}`, () => {
      const growing = new GrowingDedent(0);
      for (const char of text) growing.append(char);
      assert.equal(growing.show().value, shown);
    });
  }

  it('is at every moment what dedenting the whole text gives', () => {
    const piece = fc.constantFrom(' ', '  ', '\n', '\n  ', '\r', '\r\n', '\t', '\u0085', '\ufeff', 'x', 'yz');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const growing = new GrowingDedent(0);
        let text = '';
        for (const added of pieces) {
          text += added;
          growing.append(added);
          assert.equal(growing.show().value, dedent(text));
          const more = growing.showWith('``');
          if (more !== null) assert.equal(more.value, dedent(`${text}\`\``));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
