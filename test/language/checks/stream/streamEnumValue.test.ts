import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamEnumValue', () => {
  checkCases('checks/stream/streamEnumValue');
  checkFixes('checks/stream/streamEnumValue');
});
