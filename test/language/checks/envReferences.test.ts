import { checkCases } from '../../support/markers';

describe('check: envReferences', () => {
  checkCases('checks/envReferences');
});
