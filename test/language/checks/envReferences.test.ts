import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: envReferences', () => {
  checkCases('checks/envReferences');
  checkFixes('checks/envReferences');
});
