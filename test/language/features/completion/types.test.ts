import { completionCases } from '../../../support/completionCases';

describe('completion of types', () => completionCases('features/completion/types'));
