import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamEnumDone', () => {
  checkCases('checks/stream/streamEnumDone');
  checkFixes('checks/stream/streamEnumDone');
});
