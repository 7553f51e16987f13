import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamRecursiveAlias', () => {
  checkCases('checks/stream/streamRecursiveAlias');
  checkFixes('checks/stream/streamRecursiveAlias');
});
