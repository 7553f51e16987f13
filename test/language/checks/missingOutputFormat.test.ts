import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: missingOutputFormat', () => {
  checkCases('checks/missingOutputFormat');
  checkFixes('checks/missingOutputFormat');
});
