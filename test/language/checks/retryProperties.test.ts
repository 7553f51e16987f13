import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: retryProperties', () => {
  checkCases('checks/retryProperties');
  checkFixes('checks/retryProperties');
});
