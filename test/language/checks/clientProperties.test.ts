import { checkCases } from '../../support/markers';

describe('check: clientProperties', () => {
  checkCases('checks/clientProperties');
});
