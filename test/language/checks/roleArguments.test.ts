import { checkCases } from '../../support/markers';

describe('check: roleArguments', () => checkCases('checks/roleArguments'));
