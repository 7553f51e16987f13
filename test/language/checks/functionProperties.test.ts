import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: functionProperties', () => {
  checkCases('checks/functionProperties');
  checkFixes('checks/functionProperties');
});
