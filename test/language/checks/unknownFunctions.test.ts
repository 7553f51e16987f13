import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownFunctions', () => {
  checkCases('checks/unknownFunctions');
  checkFixes('checks/unknownFunctions');
});
