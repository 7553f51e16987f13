import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDoneReturn', () => {
  checkCases('checks/stream/streamDoneReturn');
  checkFixes('checks/stream/streamDoneReturn');
});
