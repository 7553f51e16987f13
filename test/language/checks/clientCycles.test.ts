import { checkCases } from '../../support/markers';

describe('check: clientCycles', () => {
  checkCases('checks/clientCycles');
});
