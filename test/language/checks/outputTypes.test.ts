import { checkCases } from '../../support/markers';

describe('check: outputTypes', () => {
  checkCases('checks/outputTypes');
});
