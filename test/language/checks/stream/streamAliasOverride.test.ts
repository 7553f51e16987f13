import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamAliasOverride', () => {
  checkCases('checks/stream/streamAliasOverride');
  checkFixes('checks/stream/streamAliasOverride');
});
