import assert from 'node:assert/strict';
import { CODES } from '../../../../server/src/language/checks/codes';
import { ACTS, reasonOf } from '../../../../server/src/language/features/hover/reasons';

/** About how an attribute is written, not about what it does. */
const WRONG = ['stream-misplaced', 'stream-unknown', 'stream-arguments', 'stream-duplicate', 'stream-dynamic-block'];

describe('hover: reasons', () => {
  it('every finding about streaming says that the attribute acts, why it does not, or that it is written wrongly', () => {
    for (const code of Object.keys(CODES).filter((one) => one.startsWith('stream-'))) {
      const kinds = [ACTS.has(code), reasonOf(code) !== undefined, WRONG.includes(code)].filter(Boolean);
      assert.equal(kinds.length, 1, code);
    }
  });

  it('other findings have none', () => {
    assert.equal(reasonOf('syntax'), undefined);
    assert.equal(reasonOf('constructor'), undefined);
  });
});
