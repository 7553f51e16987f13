import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamNotNullNullable', () => {
  checkCases('checks/stream/streamNotNullNullable');
  checkFixes('checks/stream/streamNotNullNullable');
});
