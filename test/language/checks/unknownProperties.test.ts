import { checkCases } from '../../support/markers';

describe('check: unknownProperties', () => checkCases('checks/unknownProperties'));
