import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamDoneNullableIneffective', () => {
  checkCases('checks/stream/streamDoneNullableIneffective');
  checkFixes('checks/stream/streamDoneNullableIneffective');
});
