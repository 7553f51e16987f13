import { checkCases } from '../../support/markers';

describe('check: streamArguments', () => {
  checkCases('checks/streamArguments');
});
