import { checkCases } from '../../support/markers';

describe('check: constraintSyntax', () => {
  checkCases('checks/constraintSyntax');
});
