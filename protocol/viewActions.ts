/**
 * What can be done in the timeline with one key, one command or one entry of the help: the table all three are made of.
 * Each action is a command of the editor too, so that a person can give it another key.
 */
import { VIEW_KEYS, type ViewAction } from './viewKeys';

export type { ViewAction } from './viewKeys';

export interface ViewActionInfo {
  /** The command is `bamlLive.timeline.<id>`, unless `command` names one there is anyway. */
  readonly id: ViewAction;
  readonly command?: string;
  readonly title: string;
  readonly group: 'Move in time' | 'Fields' | 'Axis' | 'Play and measure' | 'Take along' | 'Show';
  readonly keys: readonly string[];
  /** When the keys mean this, where they do not always. */
  readonly note?: string;
}

const NAMED = [
  { id: 'previousChange', title: 'Previous Change', group: 'Move in time' },
  { id: 'nextChange', title: 'Next Change', group: 'Move in time' },
  { id: 'previousChunk', title: 'Previous Chunk', group: 'Move in time' },
  { id: 'nextChunk', title: 'Next Chunk', group: 'Move in time' },
  { id: 'goToStart', title: 'Go to Start', group: 'Move in time' },
  { id: 'goToEnd', title: 'Go to End or Live', group: 'Move in time' },
  { id: 'previousProblem', title: 'Previous Problem', group: 'Move in time' },
  { id: 'nextProblem', title: 'Next Problem', group: 'Move in time' },

  { id: 'previousField', title: 'Previous Field', group: 'Fields', note: 'in the list of fields' },
  { id: 'nextField', title: 'Next Field', group: 'Fields', note: 'in the list of fields' },
  { id: 'collapseField', title: 'Collapse Field', group: 'Fields', note: 'on an open field' },
  { id: 'expandField', title: 'Expand Field', group: 'Fields', note: 'on a closed field' },
  { id: 'explainField', title: 'Explain Field', group: 'Fields', note: 'on a field' },
  { id: 'goToDeclaration', title: 'Go to Declaration of Field', group: 'Fields' },
  { id: 'pinField', title: 'Pin Field as First Usable', group: 'Fields' },
  { id: 'filterFields', title: 'Filter Fields', group: 'Fields' },
  { id: 'onlyProblems', title: 'Show Only Fields with Problems', group: 'Fields' },
  { id: 'expandFields', title: 'Expand All Fields', group: 'Fields' },
  { id: 'collapseFields', title: 'Collapse All Fields', group: 'Fields' },
  { id: 'sortFields', title: 'Sort Fields by the Next Order', group: 'Fields' },

  { id: 'zoomIn', title: 'Zoom In', group: 'Axis' },
  { id: 'zoomOut', title: 'Zoom Out', group: 'Axis' },
  { id: 'panLeft', title: 'Pan Left', group: 'Axis', note: 'while zoomed in' },
  { id: 'panRight', title: 'Pan Right', group: 'Axis', note: 'while zoomed in' },
  { id: 'fit', title: 'Fit the Whole Run', group: 'Axis' },
  { id: 'switchAxis', title: 'Switch the Axis between Time and Characters', group: 'Axis' },

  { id: 'play', title: 'Play or Pause', group: 'Play and measure' },
  { id: 'faster', title: 'Play Faster', group: 'Play and measure' },
  { id: 'slower', title: 'Play Slower', group: 'Play and measure' },
  { id: 'measure', title: 'Measure from Here', group: 'Play and measure' },
  { id: 'loop', title: 'Loop the Measured Range', group: 'Play and measure' },

  { id: 'showDiff', title: 'Show Differences', group: 'Show' },
  { id: 'showRaw', title: 'Show Raw Text', group: 'Show' },
  { id: 'showType', title: 'Show Partial Types', group: 'Show' },
  { id: 'showUi', title: 'Show as a Card', group: 'Show' },
  { id: 'showFinal', title: 'Show Final Value', group: 'Show' },
  { id: 'received', title: 'Show Only What the Program Receives', group: 'Show' },
  {
    id: 'copySnapshot',
    title: 'Copy Snapshot As…',
    group: 'Take along',
    command: 'bamlLive.copySnapshot',
  },
  {
    id: 'setBaseline',
    title: 'Set Run as Baseline',
    group: 'Take along',
    note: 'once it has ended',
    command: 'bamlLive.setBaseline',
  },
  { id: 'resetSizes', title: 'Reset Sizes of Regions', group: 'Show' },
  { id: 'help', title: 'Show Keys', group: 'Show' },
] as const satisfies readonly Omit<ViewActionInfo, 'keys'>[];

export const VIEW_ACTIONS = NAMED.map((action) => ({ ...action, keys: VIEW_KEYS[action.id] as readonly string[] }));

/** The command of the editor that does the same. */
export function commandOf({ id, command }: ViewActionInfo): string {
  return command ?? `bamlLive.timeline.${id}`;
}

export function isViewAction(id: unknown): id is ViewAction {
  return typeof id === 'string' && Object.hasOwn(VIEW_KEYS, id);
}
