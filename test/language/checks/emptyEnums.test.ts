import { checkCases } from '../../support/markers';

describe('check: emptyEnums', () => {
  checkCases('checks/emptyEnums');
});
