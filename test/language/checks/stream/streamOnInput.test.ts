import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamOnInput', () => {
  checkCases('checks/stream/streamOnInput');
  checkFixes('checks/stream/streamOnInput');
});
