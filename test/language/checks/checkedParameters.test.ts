import { checkCases } from '../../support/markers';

describe('check: checkedParameters', () => {
  checkCases('checks/checkedParameters');
});
