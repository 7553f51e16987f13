import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: emptyAliases', () => {
  checkCases('checks/emptyAliases');
  checkFixes('checks/emptyAliases');
});
