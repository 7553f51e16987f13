import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownRetryPolicies', () => {
  checkCases('checks/unknownRetryPolicies');
  checkFixes('checks/unknownRetryPolicies');
});
