import { checkCases } from '../../support/markers';

describe('check: nullableProperties', () => checkCases('checks/nullableProperties'));
