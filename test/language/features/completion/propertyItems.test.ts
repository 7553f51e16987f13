import { completionCases } from '../../../support/completionCases';

describe('completion of properties, keys and values', () => completionCases('features/completion/propertyItems'));
