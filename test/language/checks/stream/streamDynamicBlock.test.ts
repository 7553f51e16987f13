import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDynamicBlock', () => {
  checkCases('checks/stream/streamDynamicBlock');
  checkFixes('checks/stream/streamDynamicBlock');
});
