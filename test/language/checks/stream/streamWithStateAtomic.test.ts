import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamWithStateAtomic', () => {
  checkCases('checks/stream/streamWithStateAtomic');
  checkFixes('checks/stream/streamWithStateAtomic');
});
