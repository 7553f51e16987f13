import { checkCases } from '../../support/markers';

describe('check: unknownJinjaTests', () => checkCases('checks/unknownJinjaTests'));
