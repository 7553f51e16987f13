import { checkCases } from '../../support/markers';

describe('check: attributeArguments', () => {
  checkCases('checks/attributeArguments');
});
