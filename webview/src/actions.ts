/** What an action of the timeline means in a state: a message, or nothing. And which action a key stands for. */
import { frameAt, pathOf, rowOf } from '../../protocol/timeline';
import { VIEW_KEYS, type ViewAction } from '../../protocol/viewKeys';
import { pinnedRow, SORTS, started, type Look } from './look';
import { isLive, SPEEDS, type Message, type State, type Tab } from './model';
import { axisEnd, placeOfFrame } from './position';
import { linesOf } from './rowsView';
import { panned, zoomed } from './scale';

const ZOOM = 0.5;
const PAN = 0.2;

/** The message an action stands for; null when it does nothing here. */
export function meaning(state: State, action: ViewAction): Message | null {
  const { timeline, look, cursor } = state;
  const set = (changes: Partial<Look>): Message => ({ type: 'look', set: changes });
  if (action === 'help') return set({ help: !look.help });
  if (timeline.started === null) return null;
  const extent = axisEnd(timeline, look.axis, state.now);
  const here = placeOfFrame(timeline, look.axis, cursor ?? timeline.frames.length - 1, state.now);
  switch (action) {
    case 'previousChange':
    case 'nextChange':
      return { type: 'seek', to: action };
    case 'previousChunk':
      return { type: 'seek', to: 'previousRead' };
    case 'nextChunk':
      return { type: 'seek', to: 'nextRead' };
    case 'goToStart':
      return { type: 'seek', to: 'first' };
    case 'goToEnd':
      return { type: 'seek', to: 'live' };
    case 'previousProblem':
    case 'nextProblem':
      return { type: 'pickProblem', step: action === 'nextProblem' ? 1 : -1 };
    case 'previousField':
    case 'nextField':
      return pickBeside(state, action === 'nextField' ? 1 : -1);
    case 'collapseField':
    case 'expandField': {
      const line = linesOf(state).find((one) => one.kind === 'row' && one.id === state.selected);
      const wanted = action === 'collapseField' ? 'open' : 'closed';
      return line?.openness === wanted ? { type: 'toggle', key: line.key } : null;
    }
    case 'explainField':
      return state.selected === null ? null : { type: 'pick', row: state.selected, details: !state.details };
    case 'goToDeclaration': {
      const at = state.selected === null ? undefined : rowOf(timeline, state.selected)?.decl.at;
      return at ? { type: 'reveal', at } : null;
    }
    case 'pinField': {
      const row = state.selected === null ? undefined : rowOf(timeline, state.selected);
      if (!row) return look.pinned ? set({ pinned: null }) : null;
      const pinned = { function: timeline.started.header.function, path: pathOf(timeline, row) };
      return set({ pinned: row.id === pinnedRow(timeline, look) ? null : pinned });
    }
    case 'filterFields':
      return set({ filterAsked: look.filterAsked + 1 });
    case 'onlyProblems':
      return set({ onlyProblems: !look.onlyProblems });
    case 'expandFields':
    case 'collapseFields':
      return { type: 'openAll', open: action === 'expandFields' };
    case 'sortFields':
      return set({ sort: SORTS[(SORTS.indexOf(look.sort) + 1) % SORTS.length]! });
    case 'zoomIn':
    case 'zoomOut':
      return set({ part: zoomed(look.part, extent, look.axis, action === 'zoomIn' ? ZOOM : 1 / ZOOM, here) });
    case 'panLeft':
    case 'panRight':
      return look.part && set({ part: panned(look.part, extent, action === 'panRight' ? PAN : -PAN) });
    case 'fit':
      return set({ part: null });
    case 'switchAxis':
      return set({ axis: look.axis === 'time' ? 'chars' : 'time', part: null });
    case 'play':
      return timeline.frames.length === 0 ? null : set({ playing: look.playing ? null : started(state) });
    case 'faster':
    case 'slower':
      return anotherSpeed(state.speed, action === 'faster' ? 1 : -1);
    case 'measure':
      return frameAt(timeline, 0) ? set(measure(state)) : null;
    case 'loop':
      return look.range ? set({ loop: !look.loop }) : null;
    case 'showDiff':
      return openTab(state, 'diff');
    case 'showRaw':
      return openTab(state, 'raw');
    case 'showType':
      return openTab(state, 'type');
    case 'showUi':
      return openTab(state, 'ui');
    case 'showFinal':
      return openTab(state, 'final');
    case 'received':
      return { type: 'received' };
    case 'copySnapshot':
      return { type: 'copySnapshot' };
    case 'resetSizes':
      return set({ sizes: {} });
    case 'setBaseline':
      return timeline.frames.length > 0 && !isLive(state)
        ? { type: 'records', message: { type: 'setBaseline', recording: null } }
        : null;
  }
}

/** The same key again goes back to the tree. */
function openTab(state: State, tab: Tab): Message {
  return { type: 'tab', tab: state.tab === tab ? 'tree' : tab };
}

/** The first time measuring begins at the scrubber, the second time it ends there, the third time it is forgotten. */
function measure({ look, cursor, timeline }: State): Partial<Look> {
  const here = cursor ?? timeline.frames.length - 1;
  if (!look.range) return { range: { from: here, to: null } };
  return look.range.to === null ? { range: { ...look.range, to: here } } : { range: null, loop: false };
}

function pickBeside(state: State, step: 1 | -1): Message | null {
  const rows = linesOf(state).flatMap((line) => (line.kind === 'row' ? [line.id] : []));
  const at = state.selected === null ? -1 : rows.indexOf(state.selected);
  const next = at < 0 ? rows[0] : rows[at + step];
  return next === undefined ? null : { type: 'pick', row: next };
}

function anotherSpeed(speed: number, step: 1 | -1): Message | null {
  const next = SPEEDS[SPEEDS.findIndex((one) => one === speed) + step];
  return next ? { type: 'speed', speed: next } : null;
}

// ------------------------------------------------------------------------------------------------ keys

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Keys of rows: the list of fields obeys them itself. */
const OF_ROWS: ReadonlySet<ViewAction> = new Set([
  'previousField',
  'nextField',
  'collapseField',
  'expandField',
  'explainField',
]);

const ACTIONS = Object.keys(VIEW_KEYS) as readonly ViewAction[];

/** The action a key stands for, if any. */
export function actionOfKey(event: Key, look: Look): ViewAction | undefined {
  const printable = event.key.length === 1 && event.key !== ' ';
  const letter = /^[a-z]$/i.test(event.key);
  // Many keyboards have brackets behind AltGr, which Windows tells as Ctrl and Alt, macOS as Alt.
  const altGr = printable && !letter && event.altKey;
  if (event.metaKey || (event.ctrlKey && !altGr)) return undefined;
  if (printable && !look.letters) return undefined;
  // Shift is part of a character; of other keys it makes another key.
  const shift = event.shiftKey && !printable ? 'Shift+' : '';
  const alt = event.altKey && !altGr ? 'Alt+' : '';
  if (letter && event.shiftKey) return undefined;
  const name = `${alt}${shift}${letter ? event.key.toLowerCase() : event.key}`;
  return ACTIONS.find((id) => (VIEW_KEYS[id] as readonly string[]).includes(name) && !OF_ROWS.has(id));
}
