import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: mapKeys', () => {
  checkCases('checks/mapKeys');
  checkFixes('checks/mapKeys');
});
