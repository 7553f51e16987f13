import { checkCases } from '../../support/markers';

describe('check: unknownVariables', () => checkCases('checks/unknownVariables'));
