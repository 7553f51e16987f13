import { completionCases } from '../../../support/completionCases';

describe('completion in templates: filters', () => completionCases('features/completion/jinjaFilters'));
