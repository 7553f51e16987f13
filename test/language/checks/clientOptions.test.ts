import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: clientOptions', () => {
  checkCases('checks/clientOptions');
  checkFixes('checks/clientOptions');
});
