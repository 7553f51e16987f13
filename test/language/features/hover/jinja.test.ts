import { hoverCases } from '../../../support/hoverCases';

describe('hover: jinja', () => hoverCases('features/hover/jinja'));
