import { checkCases } from '../../support/markers';

describe('check: unknownRoles', () => checkCases('checks/unknownRoles'));
