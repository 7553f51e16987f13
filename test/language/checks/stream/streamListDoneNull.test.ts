import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamListDoneNull', () => {
  checkCases('checks/stream/streamListDoneNull');
  checkFixes('checks/stream/streamListDoneNull');
});
