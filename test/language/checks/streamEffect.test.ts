import { checkCases } from '../../support/markers';

describe('check: streamEffect', () => {
  checkCases('checks/streamEffect');
});
