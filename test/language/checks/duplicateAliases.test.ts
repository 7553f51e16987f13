import { checkCases } from '../../support/markers';

describe('check: duplicateAliases', () => {
  checkCases('checks/duplicateAliases');
});
