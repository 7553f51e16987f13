import { checkCases } from '../../support/markers';

describe('check: unusedDeclarations', () => {
  checkCases('checks/unusedDeclarations', ['unused-declarations']);
});
