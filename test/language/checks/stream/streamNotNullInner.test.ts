import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamNotNullInner', () => {
  checkCases('checks/stream/streamNotNullInner');
  checkFixes('checks/stream/streamNotNullInner');
});
