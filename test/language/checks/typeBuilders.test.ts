import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: typeBuilders', () => {
  checkCases('checks/typeBuilders');
  checkFixes('checks/typeBuilders');
});
