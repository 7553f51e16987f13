import { checkCases } from '../../support/markers';

describe('check: unknownRetryPolicies', () => {
  checkCases('checks/unknownRetryPolicies');
});
