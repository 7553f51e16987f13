import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: invalidNames', () => {
  checkCases('checks/invalidNames');
  checkFixes('checks/invalidNames');
});
