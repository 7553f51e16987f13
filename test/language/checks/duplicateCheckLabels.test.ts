import { checkCases } from '../../support/markers';

describe('check: duplicateCheckLabels', () => {
  checkCases('checks/duplicateCheckLabels');
});
