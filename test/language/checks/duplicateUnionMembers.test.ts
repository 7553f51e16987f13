import { checkCases } from '../../support/markers';

describe('check: duplicateUnionMembers', () => {
  checkCases('checks/duplicateUnionMembers');
});
