import { completionCases } from '../../../support/completionCases';

describe('completion of attributes', () => completionCases('features/completion/attributes'));
