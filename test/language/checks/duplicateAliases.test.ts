import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: duplicateAliases', () => {
  checkCases('checks/duplicateAliases');
  checkFixes('checks/duplicateAliases');
});
