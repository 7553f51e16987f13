import { completionCases } from '../../../support/completionCases';

describe('completion in templates: members', () => completionCases('features/completion/jinjaMembers'));
