import { checkCases } from '../../support/markers';

describe('check: promptSyntax', () => {
  checkCases('checks/promptSyntax');
});
