import { completionCases } from '../../../support/completionCases';

describe('completion of properties and their values', () => completionCases('features/completion/properties'));
