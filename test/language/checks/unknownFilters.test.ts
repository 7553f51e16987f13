import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownFilters', () => {
  checkCases('checks/unknownFilters');
  checkFixes('checks/unknownFilters');
});
