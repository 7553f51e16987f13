import { checkCases } from '../../support/markers';

describe('check: clientOptionValues', () => {
  checkCases('checks/clientOptionValues');
});
