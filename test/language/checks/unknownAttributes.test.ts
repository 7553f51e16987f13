import { checkCases } from '../../support/markers';

describe('check: unknownAttributes', () => {
  checkCases('checks/unknownAttributes');
});
