import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamWithStateInnerIneffective', () => {
  checkCases('checks/stream/streamWithStateInnerIneffective');
  checkFixes('checks/stream/streamWithStateInnerIneffective');
});
