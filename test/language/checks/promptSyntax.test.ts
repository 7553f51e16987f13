import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: promptSyntax', () => {
  checkCases('checks/promptSyntax');
  checkFixes('checks/promptSyntax');
});
