import { checkCases } from '../../support/markers';

describe('recovery from broken text', () => checkCases('syntax/recovery'));
