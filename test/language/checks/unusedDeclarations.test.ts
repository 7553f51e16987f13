import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unusedDeclarations', () => {
  checkCases('checks/unusedDeclarations', ['unused-declarations']);
  checkFixes('checks/unusedDeclarations', ['unused-declarations']);
});
