import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: generatorProperties', () => {
  checkCases('checks/generatorProperties');
  checkFixes('checks/generatorProperties');
});
