import { completionCases } from '../../../support/completionCases';

describe('completion of blocks', () => completionCases('features/completion/topLevel'));
