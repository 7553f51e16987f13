import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamArguments', () => {
  checkCases('checks/stream/streamArguments');
  checkFixes('checks/stream/streamArguments');
});
