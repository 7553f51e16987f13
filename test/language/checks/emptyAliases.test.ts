import { checkCases } from '../../support/markers';

describe('check: emptyAliases', () => {
  checkCases('checks/emptyAliases');
});
