import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDuplicate', () => {
  checkCases('checks/stream/streamDuplicate');
  checkFixes('checks/stream/streamDuplicate');
});
