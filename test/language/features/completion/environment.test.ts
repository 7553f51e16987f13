import { completionCases } from '../../../support/completionCases';

describe('completion of environment variables', () => completionCases('features/completion/environment'));
