/**
 * What can be done in the timeline with one key, one command or one entry of the help: the table all three are made of.
 *
 * `keys` are as a keyboard event names them, with `Shift+` before them where it matters; they are the panel's own, and
 * each action is a command of the editor too, so that a person can give it another key.
 */
export interface ViewActionInfo {
  /** The command is `bamlLive.timeline.<id>`, unless `command` names one there is anyway. */
  readonly id: string;
  readonly command?: string;
  readonly title: string;
  readonly group: 'Move in time' | 'Fields' | 'Axis' | 'Play and measure' | 'Take along' | 'Show';
  readonly keys: readonly string[];
  /** When the keys mean this, where they do not always. */
  readonly note?: string;
}

export const VIEW_ACTIONS = [
  { id: 'previousChange', title: 'Previous Change', group: 'Move in time', keys: ['ArrowLeft'] },
  { id: 'nextChange', title: 'Next Change', group: 'Move in time', keys: ['ArrowRight'] },
  { id: 'previousChunk', title: 'Previous Chunk', group: 'Move in time', keys: ['Shift+ArrowLeft'] },
  { id: 'nextChunk', title: 'Next Chunk', group: 'Move in time', keys: ['Shift+ArrowRight'] },
  { id: 'goToStart', title: 'Go to Start', group: 'Move in time', keys: ['Home'] },
  { id: 'goToEnd', title: 'Go to End or Live', group: 'Move in time', keys: ['End'] },
  { id: 'previousProblem', title: 'Previous Problem', group: 'Move in time', keys: ['['] },
  { id: 'nextProblem', title: 'Next Problem', group: 'Move in time', keys: [']'] },

  { id: 'previousField', title: 'Previous Field', group: 'Fields', keys: ['ArrowUp'], note: 'in the list of fields' },
  { id: 'nextField', title: 'Next Field', group: 'Fields', keys: ['ArrowDown'], note: 'in the list of fields' },
  { id: 'collapseField', title: 'Collapse Field', group: 'Fields', keys: ['ArrowLeft'], note: 'on an open field' },
  { id: 'expandField', title: 'Expand Field', group: 'Fields', keys: ['ArrowRight'], note: 'on a closed field' },
  { id: 'explainField', title: 'Explain Field', group: 'Fields', keys: ['Enter'], note: 'on a field' },
  { id: 'goToDeclaration', title: 'Go to Declaration of Field', group: 'Fields', keys: ['F12'] },
  { id: 'pinField', title: 'Pin Field as First Usable', group: 'Fields', keys: ['p'] },
  { id: 'filterFields', title: 'Filter Fields', group: 'Fields', keys: ['/'] },
  { id: 'onlyProblems', title: 'Show Only Fields with Problems', group: 'Fields', keys: ['o'] },
  { id: 'expandFields', title: 'Expand All Fields', group: 'Fields', keys: [] },
  { id: 'collapseFields', title: 'Collapse All Fields', group: 'Fields', keys: [] },
  { id: 'sortFields', title: 'Sort Fields by the Next Order', group: 'Fields', keys: [] },

  { id: 'zoomIn', title: 'Zoom In', group: 'Axis', keys: ['w', '+', '='] },
  { id: 'zoomOut', title: 'Zoom Out', group: 'Axis', keys: ['s', '-'] },
  { id: 'panLeft', title: 'Pan Left', group: 'Axis', keys: [','], note: 'while zoomed in' },
  { id: 'panRight', title: 'Pan Right', group: 'Axis', keys: ['.'], note: 'while zoomed in' },
  { id: 'fit', title: 'Fit the Whole Run', group: 'Axis', keys: ['0'] },
  { id: 'switchAxis', title: 'Switch the Axis between Time and Characters', group: 'Axis', keys: ['x'] },

  { id: 'play', title: 'Play or Pause', group: 'Play and measure', keys: [' '] },
  { id: 'faster', title: 'Play Faster', group: 'Play and measure', keys: ['>'] },
  { id: 'slower', title: 'Play Slower', group: 'Play and measure', keys: ['<'] },
  { id: 'measure', title: 'Measure from Here', group: 'Play and measure', keys: ['m'] },
  { id: 'loop', title: 'Loop the Measured Range', group: 'Play and measure', keys: ['l'] },

  { id: 'showDiff', title: 'Show Differences', group: 'Show', keys: ['d'] },
  { id: 'showRaw', title: 'Show Raw Text', group: 'Show', keys: ['r'] },
  { id: 'showType', title: 'Show Partial Types', group: 'Show', keys: ['t'] },
  { id: 'showUi', title: 'Show as a Card', group: 'Show', keys: ['u'] },
  { id: 'showFinal', title: 'Show Final Value', group: 'Show', keys: ['f'] },
  { id: 'received', title: 'Show Only What the Program Receives', group: 'Show', keys: ['e'] },
  {
    id: 'copySnapshot',
    title: 'Copy Snapshot As…',
    group: 'Take along',
    keys: ['c'],
    command: 'bamlLive.copySnapshot',
  },
  {
    id: 'setBaseline',
    title: 'Set Run as Baseline',
    group: 'Take along',
    keys: ['b'],
    note: 'once it has ended',
    command: 'bamlLive.setBaseline',
  },
  { id: 'help', title: 'Show Keys', group: 'Show', keys: ['?', 'Alt+F1'] },
] as const satisfies readonly ViewActionInfo[];

export type ViewAction = (typeof VIEW_ACTIONS)[number]['id'];

/** The command of the editor that does the same. */
export function commandOf({ id, command }: ViewActionInfo): string {
  return command ?? `bamlLive.timeline.${id}`;
}

export function isViewAction(id: unknown): id is ViewAction {
  return VIEW_ACTIONS.some((action) => action.id === id);
}
