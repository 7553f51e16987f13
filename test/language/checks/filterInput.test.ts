import { checkCases } from '../../support/markers';

describe('check: filterInput', () => checkCases('checks/filterInput'));
