import { checkCases } from '../../support/markers';

describe('check: streamPlacement', () => {
  checkCases('checks/streamPlacement');
});
