import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamNotNullBlockUnused', () => {
  checkCases('checks/stream/streamNotNullBlockUnused');
  checkFixes('checks/stream/streamNotNullBlockUnused');
});
