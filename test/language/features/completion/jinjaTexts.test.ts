import { completionCases } from '../../../support/completionCases';

describe('completion in templates: texts', () => completionCases('features/completion/jinjaTexts'));
