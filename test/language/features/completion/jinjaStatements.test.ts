import { completionCases } from '../../../support/completionCases';

describe('completion in templates: statements', () => completionCases('features/completion/jinjaStatements'));
