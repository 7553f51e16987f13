import { hoverCases } from '../../../support/hoverCases';

describe('hover: declarations', () => hoverCases('features/hover/declarations'));
