import { checkCases } from '../../support/markers';

describe('check: clientOptions', () => {
  checkCases('checks/clientOptions');
});
