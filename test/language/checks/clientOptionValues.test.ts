import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: clientOptionValues', () => {
  checkCases('checks/clientOptionValues');
  checkFixes('checks/clientOptionValues');
});
