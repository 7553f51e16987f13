import { checkCases } from '../../support/markers';

describe('check: streamDuplicate', () => {
  checkCases('checks/streamDuplicate');
});
