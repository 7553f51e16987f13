import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unusedParameters', () => {
  checkCases('checks/unusedParameters', ['unused-parameters']);
  checkFixes('checks/unusedParameters', ['unused-parameters']);
});
