import { hoverCases } from '../../../support/hoverCases';

describe('hover: words', () => hoverCases('features/hover/words'));
