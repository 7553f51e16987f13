import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: clientProperties', () => {
  checkCases('checks/clientProperties');
  checkFixes('checks/clientProperties');
});
