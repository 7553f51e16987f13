import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: misspeltOptions', () => {
  checkCases('checks/misspeltOptions');
  checkFixes('checks/misspeltOptions');
});
