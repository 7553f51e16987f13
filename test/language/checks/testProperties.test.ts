import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: testProperties', () => {
  checkCases('checks/testProperties');
  checkFixes('checks/testProperties');
});
