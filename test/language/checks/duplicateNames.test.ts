import { checkCases } from '../../support/markers';

describe('check: duplicateNames', () => {
  checkCases('checks/duplicateNames');
});
