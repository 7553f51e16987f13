import { checkCases } from '../../support/markers';

describe('check: typeBuilders', () => {
  checkCases('checks/typeBuilders');
});
