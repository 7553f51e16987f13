import assert from 'node:assert/strict';
import { isSpace, trimSpace, trimSpaceEnd, trimSpaceStart } from '../../../server/src/runtime/prompt/whitespace';

describe('blanks', () => {
  it('are those of Unicode', () => {
    for (const blank of ' \t\n\r\v\f\u0085\u00a0\u2028\u3000') assert.ok(isSpace(blank), JSON.stringify(blank));
    for (const other of 'a\ufeff\u200b\u180e\x1c') assert.ok(!isSpace(other), JSON.stringify(other));
  });

  it('are removed from the ends, and from nowhere else', () => {
    assert.equal(trimSpace('\u0085 a b\u00a0\n'), 'a b');
    assert.equal(trimSpaceStart(' a '), 'a ');
    assert.equal(trimSpaceEnd(' a '), ' a');
    assert.equal(trimSpace('\ufeff'), '\ufeff');
    assert.equal(trimSpace(' \t'), '');
  });
});
