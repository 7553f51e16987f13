import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamUnknown', () => {
  checkCases('checks/stream/streamUnknown');
  checkFixes('checks/stream/streamUnknown');
});
