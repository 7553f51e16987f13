import { checkCases } from '../../support/markers';

describe('check: uncalledTemplates', () => checkCases('checks/uncalledTemplates'));
