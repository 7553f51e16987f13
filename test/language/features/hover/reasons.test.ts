import assert from 'node:assert/strict';
import { CODES } from '../../../../server/src/language/checks/codes';
import { ACTS, reasonOf } from '../../../../server/src/language/features/hover/reasons';

/** About how an attribute is written, not about what it does. */
const WRONG = ['stream-misplaced', 'stream-unknown', 'stream-arguments', 'stream-duplicate', 'stream-dynamic-block'];
/** About a type without any attribute. */
const OF_TYPES = ['stream-class-in-alias'];

describe('hover: reasons', () => {
  it('every finding about streaming says that the attribute acts, why it does not, or that it is written wrongly, or is of a type', () => {
    for (const code of Object.keys(CODES).filter((one) => one.startsWith('stream-'))) {
      const kinds = [
        ACTS.has(code),
        reasonOf(code) !== undefined,
        WRONG.includes(code),
        OF_TYPES.includes(code),
      ].filter(Boolean);
      assert.equal(kinds.length, 1, code);
    }
  });

  it('other findings have none', () => {
    assert.equal(reasonOf('syntax'), undefined);
    assert.equal(reasonOf('constructor'), undefined);
  });
});
