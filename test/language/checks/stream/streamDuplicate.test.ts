import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamDuplicate', () => {
  checkCases('checks/stream/streamDuplicate');
  checkFixes('checks/stream/streamDuplicate');

  changesNothing('stream-duplicate', [
    'string @stream.done «@stream.done»',
    '(string @stream.with_state) «@stream.with_state»',
    'class A {\n  f Needed «@stream.not_null»\n  g string\n}',
    'Wrapped «@stream.with_state»',
    '(Wrapped «@stream.with_state»)[]',
  ]);
});
