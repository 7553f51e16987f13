import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: attributeArguments', () => {
  checkCases('checks/attributeArguments');
  checkFixes('checks/attributeArguments');
});
