import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamOnReturn', () => {
  checkCases('checks/stream/streamOnReturn');
  checkFixes('checks/stream/streamOnReturn');
});
