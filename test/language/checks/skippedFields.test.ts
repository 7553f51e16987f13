import { checkCases } from '../../support/markers';

describe('check: skippedFields', () => {
  checkCases('checks/skippedFields');
});
