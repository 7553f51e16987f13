import { checkCases } from '../../support/markers';

describe('check: testProperties', () => {
  checkCases('checks/testProperties');
});
