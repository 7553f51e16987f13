import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('one problem for one mistake', () => {
  checkCases('syntax/foreign');
  checkFixes('syntax/foreign');
});
