import { completionCases } from '../../../support/completionCases';

describe('completion in templates: names', () => completionCases('features/completion/jinjaNames'));
