import { checkCases } from '../../support/markers';

describe('check: functionProperties', () => {
  checkCases('checks/functionProperties');
});
