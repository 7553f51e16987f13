import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownVariables', () => {
  checkCases('checks/unknownVariables');
  checkFixes('checks/unknownVariables');
});
