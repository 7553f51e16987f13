import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamNotNullLate', () => {
  checkCases('checks/stream/streamNotNullLate');
  checkFixes('checks/stream/streamNotNullLate');
});
