import { checkCases } from '../../support/markers';

describe('check: syntax', () => {
  checkCases('checks/syntax');
});
