import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamEnumDone', () => {
  checkCases('checks/stream/streamEnumDone');
  checkFixes('checks/stream/streamEnumDone');

  changesNothing('stream-enum-done', [
    'class A {\n  f K\n  g K[]\n  h K?\n  i K | string\n}\nenum K {\n  V\n  W\n  «@@stream.done»\n}',
  ]);
});
