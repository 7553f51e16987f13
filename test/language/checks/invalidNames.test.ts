import { checkCases } from '../../support/markers';

describe('check: invalidNames', () => {
  checkCases('checks/invalidNames');
});
