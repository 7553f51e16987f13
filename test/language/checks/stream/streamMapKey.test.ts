import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamMapKey', () => {
  checkCases('checks/stream/streamMapKey');
  checkFixes('checks/stream/streamMapKey');
});
