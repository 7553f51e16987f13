import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: testArguments', () => {
  checkCases('checks/testArguments');
  checkFixes('checks/testArguments');
});
