import { checkCases } from '../../support/markers';

describe('check: notCallable', () => checkCases('checks/notCallable'));
