import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamWithSkip', () => {
  checkCases('checks/stream/streamWithSkip');
  checkFixes('checks/stream/streamWithSkip');
});
