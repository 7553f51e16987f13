import { checkCases } from '../../support/markers';

describe('check: unknownFilters', () => checkCases('checks/unknownFilters'));
