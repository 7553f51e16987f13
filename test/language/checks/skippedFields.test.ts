import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: skippedFields', () => {
  checkCases('checks/skippedFields');
  checkFixes('checks/skippedFields');
});
