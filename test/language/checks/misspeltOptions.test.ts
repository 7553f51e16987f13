import { checkCases } from '../../support/markers';

describe('check: misspeltOptions', () => {
  checkCases('checks/misspeltOptions');
});
