import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownProperties', () => {
  checkCases('checks/unknownProperties');
  checkFixes('checks/unknownProperties');
});
