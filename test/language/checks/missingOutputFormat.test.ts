import { checkCases } from '../../support/markers';

describe('check: missingOutputFormat', () => {
  checkCases('checks/missingOutputFormat');
});
