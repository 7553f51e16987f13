import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamLinePlacement', () => {
  checkCases('checks/stream/streamLinePlacement');
  checkFixes('checks/stream/streamLinePlacement');
});
