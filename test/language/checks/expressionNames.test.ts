import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: expressionNames', () => {
  checkCases('checks/expressionNames');
  checkFixes('checks/expressionNames');
});
