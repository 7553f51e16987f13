import { checkCases } from '../../support/markers';

describe('check: streamAliases', () => {
  checkCases('checks/streamAliases');
});
