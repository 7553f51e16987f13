import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: retryUnsupported', () => {
  checkCases('checks/retryUnsupported');
  checkFixes('checks/retryUnsupported');
});
