import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: syntax', () => {
  checkCases('checks/syntax');
  checkFixes('checks/syntax');
});
