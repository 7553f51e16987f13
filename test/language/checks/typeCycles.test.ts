import { checkCases } from '../../support/markers';

describe('check: typeCycles', () => {
  checkCases('checks/typeCycles');
});
