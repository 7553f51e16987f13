import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: duplicateNames', () => {
  checkCases('checks/duplicateNames');
  checkFixes('checks/duplicateNames');
});
