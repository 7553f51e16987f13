import { completionCases } from '../../../support/completionCases';

describe('completion of test arguments', () => completionCases('features/completion/testArguments'));
