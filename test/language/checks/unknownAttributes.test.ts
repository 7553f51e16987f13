import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownAttributes', () => {
  checkCases('checks/unknownAttributes');
  checkFixes('checks/unknownAttributes');
});
