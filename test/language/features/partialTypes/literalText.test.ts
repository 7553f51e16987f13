import assert from 'node:assert/strict';
import { quotedAsWritten } from '../../../../server/src/language/features/partialTypes/literalText';
import { quotedText } from '../../../../server/src/language/syntax/rawString';

describe('the text of a literal in generated code', () => {
  for (const written of ['plain', String.raw`say \"x\"`, String.raw`back\\slash`, String.raw`tab\tnew\nline`, 'ünï']) {
    it(`is what stands between the quotes: ${written}`, () => {
      assert.equal(quotedAsWritten(quotedText(`"${written}"`)), written);
    });
  }
});
