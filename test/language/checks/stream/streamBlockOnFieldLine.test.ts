import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamBlockOnFieldLine', () => {
  checkCases('checks/stream/streamBlockOnFieldLine');
  checkFixes('checks/stream/streamBlockOnFieldLine');
});
