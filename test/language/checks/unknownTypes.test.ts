import { checkCases } from '../../support/markers';

describe('check: unknownTypes', () => {
  checkCases('checks/unknownTypes');
});
