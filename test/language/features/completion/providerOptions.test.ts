import { completionCases } from '../../../support/completionCases';

describe('completion of options of clients', () => completionCases('features/completion/providerOptions'));
