import { hoverCases } from '../../../support/hoverCases';

describe('hover: attributes', () => hoverCases('features/hover/attributes'));
