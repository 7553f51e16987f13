import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';

describe('check: streamAttrDeadInDoneClass', () => {
  checkCases('checks/stream/streamAttrDeadInDoneClass');
  checkFixes('checks/stream/streamAttrDeadInDoneClass');
});
