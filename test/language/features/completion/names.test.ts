import { completionCases } from '../../../support/completionCases';

describe('completion of names', () => completionCases('features/completion/names'));
