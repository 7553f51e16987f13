import { completionCases } from '../../../support/completionCases';

describe('completion of retry policies', () => completionCases('features/completion/retryPolicies'));
