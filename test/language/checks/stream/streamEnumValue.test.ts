import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamEnumValue', () => {
  checkCases('checks/stream/streamEnumValue');
  checkFixes('checks/stream/streamEnumValue');

  changesNothing('stream-enum-value', [
    'class A {\n  f K\n  g K[]\n}\nenum K {\n  V «@stream.done»\n  W\n}',
    'class A {\n  f K\n  g K[]\n}\nenum K {\n  V «@stream.not_null»\n  W\n}',
    'class A {\n  f K\n  g K[]\n}\nenum K {\n  V «@stream.with_state»\n  W\n}',
  ]);
});
