import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: checkedParameters', () => {
  checkCases('checks/checkedParameters');
  checkFixes('checks/checkedParameters');
});
