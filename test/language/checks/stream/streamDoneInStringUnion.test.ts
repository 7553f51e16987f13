import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDoneInStringUnion', () => {
  checkCases('checks/stream/streamDoneInStringUnion');
  checkFixes('checks/stream/streamDoneInStringUnion');
});
