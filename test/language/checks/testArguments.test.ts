import { checkCases } from '../../support/markers';

describe('check: testArguments', () => {
  checkCases('checks/testArguments');
});
