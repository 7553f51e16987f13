import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: duplicateKeys', () => {
  checkCases('checks/duplicateKeys');
  checkFixes('checks/duplicateKeys');
});
