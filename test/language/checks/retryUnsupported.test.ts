import { checkCases } from '../../support/markers';

describe('check: retryUnsupported', () => {
  checkCases('checks/retryUnsupported');
});
