import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamInValueBlock', () => {
  checkCases('checks/stream/streamInValueBlock');
  checkFixes('checks/stream/streamInValueBlock');
});
