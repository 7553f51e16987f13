import { checkCases } from '../../support/markers';

describe('check: retryProperties', () => {
  checkCases('checks/retryProperties');
});
