import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamNotNullCollection', () => {
  checkCases('checks/stream/streamNotNullCollection');
  checkFixes('checks/stream/streamNotNullCollection');
});
