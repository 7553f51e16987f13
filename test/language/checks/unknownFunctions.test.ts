import { checkCases } from '../../support/markers';

describe('check: unknownFunctions', () => {
  checkCases('checks/unknownFunctions');
});
