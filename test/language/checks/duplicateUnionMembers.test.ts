import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: duplicateUnionMembers', () => {
  checkCases('checks/duplicateUnionMembers');
  checkFixes('checks/duplicateUnionMembers');
});
