import { checkCases } from '../../support/markers';

describe('check: unknownClients', () => {
  checkCases('checks/unknownClients');
});
