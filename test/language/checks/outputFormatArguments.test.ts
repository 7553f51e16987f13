import { checkCases } from '../../support/markers';

describe('check: outputFormatArguments', () => checkCases('checks/outputFormatArguments'));
