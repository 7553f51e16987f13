import { checkCases } from '../../support/markers';

describe('check: templateArguments', () => checkCases('checks/templateArguments'));
