import { checkCases } from '../../support/markers';

describe('check: generatorProperties', () => {
  checkCases('checks/generatorProperties');
});
