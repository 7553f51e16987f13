import assert from 'node:assert/strict';
import { remedyFix } from '../../../server/src/language/checks/remedy';
import { parseFile } from '../../../server/src/language/project/sourceFile';

const TEXT = 'class A {\n  a? string\n}\n';
const CASES: readonly (readonly [string, string, string, boolean])[] = [
  ['?', '', 'Remove `?`', true],
  ['a?', ' string?', 'Change to `string?`', true],
  ['', '"', 'Add `"`', true],
  ['', ')', 'Add `)`', false],
  ['a', '#"\n  a\n"#', 'Change to `#" …`', true],
  ['a', 'x'.repeat(60), `Change to \`${'x'.repeat(40)}…\``, true],
];

describe('remedies', () => {
  for (const [written, newText, title, preferred] of CASES) {
    it(`${title}, ${preferred ? 'without a doubt' : 'for a person to decide'}`, () => {
      const start = TEXT.indexOf('a?');
      const from = written === '?' ? start + 1 : start;
      const span = { start: from, end: from + written.length };
      const fix = remedyFix({ span, newText }, parseFile('a.baml', TEXT));
      assert.equal(fix.title, title);
      assert.equal(fix.preferred === true, preferred);
      assert.deepEqual(fix.edits, [{ uri: 'a.baml', span, newText }]);
    });
  }
});
