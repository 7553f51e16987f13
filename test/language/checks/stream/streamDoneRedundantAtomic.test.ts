import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDoneRedundantAtomic', () => {
  checkCases('checks/stream/streamDoneRedundantAtomic');
  checkFixes('checks/stream/streamDoneRedundantAtomic');
});
