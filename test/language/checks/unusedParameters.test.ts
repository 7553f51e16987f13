import { checkCases } from '../../support/markers';

describe('check: unusedParameters', () => {
  checkCases('checks/unusedParameters', ['unused-parameters']);
});
