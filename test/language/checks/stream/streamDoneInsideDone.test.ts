import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDoneInsideDone', () => {
  checkCases('checks/stream/streamDoneInsideDone');
  checkFixes('checks/stream/streamDoneInsideDone');
});
