import { checkCases } from '../../support/markers';

describe('check: enumStringComparison', () => checkCases('checks/enumStringComparison'));
