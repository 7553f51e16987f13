import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamMapKey', () => {
  checkCases('checks/stream/streamMapKey');
  checkFixes('checks/stream/streamMapKey');

  changesNothing('stream-map-key', [
    'map<(string «@stream.done»), string>',
    'map<(string «@stream.not_null»), string>',
    'map<(string «@stream.with_state»), string>',
    'map<("a" «@stream.done» | "b"), int>',
  ]);
});
