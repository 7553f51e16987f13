import { checkCases } from '../../support/markers';

describe('check: streamUnknown', () => {
  checkCases('checks/streamUnknown');
});
