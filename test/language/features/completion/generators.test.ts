import { completionCases } from '../../../support/completionCases';

describe('completion of generators', () => completionCases('features/completion/generators'));
