import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownClients', () => {
  checkCases('checks/unknownClients');
  checkFixes('checks/unknownClients');
});
