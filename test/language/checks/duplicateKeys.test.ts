import { checkCases } from '../../support/markers';

describe('check: duplicateKeys', () => {
  checkCases('checks/duplicateKeys');
});
