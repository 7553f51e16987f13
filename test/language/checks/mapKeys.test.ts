import { checkCases } from '../../support/markers';

describe('check: mapKeys', () => {
  checkCases('checks/mapKeys');
});
