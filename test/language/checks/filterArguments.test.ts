import { checkCases } from '../../support/markers';

describe('check: filterArguments', () => checkCases('checks/filterArguments'));
