/** The panel's one transition function, and what each message makes it say to the host. */
import type { RunEvent } from '../../protocol/run';
import { comparison } from '../../protocol/comparison';
import { EMPTY, fold, lastTime } from '../../protocol/timeline';
import { unpackedEvents } from '../../protocol/packedEvents';
import { isToViewRecords } from '../../protocol/records';
import type { FromView, Selection, ToView, ViewCommand } from '../../protocol/webview';
import { allProblems } from './allProblems';
import { argumentsText, readArguments } from './arguments';
import { withFile } from './browsedFile';
import { doingCommand, receiveDoing, sendsDoing, updateDoing } from './doing';
import {
  chosenFunction,
  findFunction,
  INITIAL,
  isLive,
  isRunnable,
  SPEEDS,
  TABS,
  type Kept,
  type Message,
  type State,
} from './model';
import { meaning } from './actions';
import { advanced, following, ofAnotherRun, restoredLook, timeOfFrame, type Playing } from './look';
import { NO_INSIGHTS, withInsight } from './insights';
import { folded, toggleReceived } from './receivedView';
import { seek } from './navigate';
import { allOpen, hiddenBy } from './outline';
import { changeRecords, changeSends, receiveRecords } from './records/state';

/** The state after a message. Total: a message that fits nothing changes nothing. */
export function update(state: State, message: Message): State {
  switch (message.type) {
    case 'host':
      return receive(state, message.message, message.clock);
    case 'tick':
      return played({ ...state, now: timeNow(state, message.clock) }, message.clock);
    case 'seek': {
      const cursor = seek(state.timeline, state.cursor, message.to, state.look.axis);
      if (cursor === state.cursor) return state;
      // Playing goes on from where the person has gone.
      const playing = state.look.playing && startedAt(state.timeline, cursor);
      return inSight({ ...state, cursor, look: { ...state.look, playing } });
    }
    case 'pick':
      return {
        ...state,
        selected: message.row,
        problem: null,
        details: message.details ?? false,
        toggled: opened(state, message.row),
      };
    case 'pickProblem': {
      const list = allProblems(state, state.now);
      const at = list.findIndex((p) => p.key === state.problem);
      const next = list[at < 0 ? (message.step > 0 ? 0 : list.length - 1) : at + message.step];
      return next ? showProblem(state, next.key, next.row, next.frame, true) : state;
    }
    case 'openProblem':
      return showProblem(state, message.key, message.row, message.frame, message.go);
    case 'toggle': {
      const toggled = new Set(state.toggled);
      if (!toggled.delete(message.key)) toggled.add(message.key);
      return { ...state, toggled };
    }
    case 'openAll':
      return { ...state, toggled: allOpen(state.timeline, message.open) };
    case 'tab':
      return { ...state, tab: message.tab };
    case 'act': {
      const meant = meaning(state, message.action);
      return meant ? update(state, meant) : state;
    }
    case 'look':
      return { ...state, look: { ...state.look, ...message.set } };
    case 'reveal':
      return state;
    case 'function':
    case 'test':
    case 'client':
    case 'args':
      return { ...withoutRefusal(state), ...chosen(state, message), lost: null };
    case 'edit':
      return { ...state, editing: message.open };
    case 'speed':
      return { ...state, speed: message.speed };
    case 'run':
      return sends(state, message).some((m) => m.type === 'run') ? { ...state, asked: true, notice: null } : state;
    case 'reread':
    case 'replay':
      return { ...state, asked: true, notice: null };
    case 'stop':
      // Asked for and not begun: nothing to wait for, the run begins cancelled or not at all.
      return isLive(state) ? { ...state, stopping: true } : state.asked ? { ...state, asked: false } : state;
    case 'dismiss':
      return { ...state, notice: null, details: false };
    case 'runMany':
      return state;
    case 'recordsView':
      return { ...state, records: changeRecords(state.records, message.change) };
    case 'records':
    case 'save':
    case 'open':
    case 'request':
    case 'tryWithout':
    case 'removeAttribute':
      return state;
    case 'received':
      return toggleReceived(state);
    case 'pin':
      return { ...state, pinned: message.frame };
    case 'noOps':
      return { ...state, noOps: !state.noOps };
    case 'language':
      return { ...state, language: message.language };
    case 'forgetWhatIf':
      return { ...state, whatIf: null };
    default:
      return updateDoing(state, message);
  }
}

/** What the host is told, decided before `update`. */
export function sends(state: State, message: Message): readonly FromView[] {
  switch (message.type) {
    case 'run': {
      const { selection } = state;
      const args = readArguments(chosenFunction(state), selection);
      return selection && args.ok && canRun(state) ? [{ type: 'run', selection, args: args.args }] : [];
    }
    case 'stop':
      return isLive(state) || state.asked ? [{ type: 'cancel' }] : [];
    case 'reread':
      return [{ type: 'replay', recording: null, speed: 0 }];
    case 'replay':
      return [{ type: 'replay', recording: message.recording, speed: state.speed }];
    case 'function':
    case 'test':
    case 'client':
    case 'args': {
      const { selection } = chosen(state, message);
      if (!selection) return [];
      return [{ type: 'select', selection, ...(message.type === 'function' && { another: true }) }];
    }
    case 'request': {
      const { selection } = state;
      const args = readArguments(chosenFunction(state), selection);
      return selection && args.ok ? [{ type: 'request', selection, args: args.args, as: message.as }] : [];
    }
    case 'tryWithout':
    case 'removeAttribute':
      return [message];
    case 'records':
      return [message.message];
    case 'act': {
      const meant = meaning(state, message.action);
      return meant ? sends(state, meant) : [];
    }
    case 'reveal':
      return [message];
    case 'runMany': {
      const { selection, records } = state;
      const args = readArguments(chosenFunction(state), selection);
      const { times, clients } = records.many;
      return selection && args.ok && clients.length > 0
        ? [{ type: 'runMany', selection, args: args.args, times, clients }]
        : [];
    }
    case 'recordsView':
      return changeSends(state.records, message.change);
    case 'save':
      return [{ type: 'saveRecording' }];
    case 'open':
      return [{ type: 'openRecording' }];
    case 'host':
      if (message.message.type === 'browsed') {
        const { selection } = withFile(state, message.message);
        return selection && selection !== state.selection ? [{ type: 'select', selection }] : [];
      }
      if (message.message.type === 'action') return sends(state, { type: 'act', action: message.message.action });
      return message.message.type === 'command' ? sends(state, messageOf(message.message.command)) : [];
    case 'tick':
    case 'seek':
    case 'pick':
    case 'pickProblem':
    case 'openProblem':
    case 'toggle':
    case 'tab':
    case 'edit':
    case 'speed':
    case 'forgetWhatIf':
    case 'dismiss':
    case 'look':
    case 'received':
    case 'pin':
    case 'noOps':
    case 'language':
    case 'openAll':
      return [];
    default:
      return sendsDoing(state, message);
  }
}

/** Whether *Run* does anything: a function without problems and nothing going on. */
export function canRun(state: State): boolean {
  return isRunnable(state) && !isLive(state) && !state.asked;
}

/** What the editor kept of a page that was destroyed; anything else is ignored. */
export function restore(state: State, kept: unknown): State {
  if (typeof kept !== 'object' || kept === null) return state;
  const { run, tab, selected, cursor, toggled, editing, speed, look } = kept as Partial<Kept>;
  const here = {
    ...state,
    tab: TABS.find((t) => t === tab) ?? state.tab,
    editing: editing === true,
    speed: SPEEDS.find((s) => s === speed) ?? state.speed,
    toggled: new Set(Array.isArray(toggled) ? toggled.filter((key) => typeof key === 'string') : []),
    look: restoredLook(state.look, look, run !== undefined && run === state.timeline.run),
  };
  if (run === undefined || run !== state.timeline.run) return here;
  const known = typeof selected === 'number' && state.timeline.rows.get(selected) !== undefined;
  const at =
    typeof cursor === 'number' && cursor < state.timeline.frames.length ? Math.max(-1, Math.trunc(cursor)) : null;
  return { ...here, selected: known ? selected : null, cursor: at };
}

// ------------------------------------------------------------------------------------------------ messages of the host

function receive(state: State, message: ToView, clock: number): State {
  if (isToViewRecords(message)) return { ...state, records: receiveRecords(state.records, message) };
  switch (message.type) {
    case 'init': {
      const { functions, clients, selection, recordings, serverReady, running } = message;
      const events = unpackedEvents(message);
      // Destroyed and made anew, or shown again: everything follows from the events.
      const same = events.length > 0 && events[0]!.run === state.timeline.run;
      const kept = same
        ? state
        : {
            ...INITIAL,
            tab: state.tab,
            editing: state.editing,
            toggled: state.toggled,
            speed: state.speed,
            doing: state.doing,
            look: ofAnotherRun(state.look),
          };
      const asked = running && events.length === 0;
      const next = {
        ...kept,
        functions,
        clients,
        recordings,
        serverReady,
        selection,
        lost: null,
        asked,
        timeline: INITIAL.timeline,
        asArrived: state.asArrived && INITIAL.timeline,
        receiving: INITIAL.receiving,
      };
      return settled(withEvents(next, events, clock, same ? state.timeline.run : null));
    }
    case 'functions': {
      const next = settled({
        ...state,
        // Generated code may be another one now.
        insights: { ...state.insights, types: null },
        functions: message.functions,
        clients: message.clients,
        serverReady: message.serverReady,
      });
      const { finished } = next.timeline;
      const isMended =
        finished?.outcome.kind === 'refused' &&
        finished.outcome.problems.some((problem) => problem.at) &&
        chosenFunction(next)?.problems.length === 0;
      return isMended ? withoutRefusal(next) : next;
    }
    case 'select':
      return { ...state, selection: message.selection, lost: null };
    case 'events':
      return withEvents(state, message.events, clock);
    case 'whatIf':
      return { ...state, whatIf: message.run === state.timeline.run ? readOtherwise(state, message) : state.whatIf };
    case 'action':
      return update(state, { type: 'act', action: message.action });
    case 'goTo': {
      const { length } = state.timeline.frames;
      if (message.run !== state.timeline.run || message.frame < 0 || message.frame >= length) return state;
      return { ...state, cursor: message.frame };
    }
    case 'recordings':
      return { ...state, recordings: message.recordings };
    case 'quirks':
    case 'moment':
    case 'streamTypes':
    case 'caret':
      return { ...state, insights: withInsight(state.insights, message, state.asArrived ?? state.timeline) };
    case 'notice':
      return { ...state, asked: false, notice: { severity: message.severity, message: message.message } };
    case 'command': {
      const meant = messageOf(message.command);
      return meant.type === 'setup' || meant.type === 'recordsView' || sends(state, meant).length > 0
        ? update(state, meant)
        : state;
    }
    default:
      return receiveDoing(state, message);
  }
}

/** What a command of the editor means here. */
function messageOf(name: ViewCommand): Message {
  switch (name) {
    case 'cancel':
      return { type: 'stop' };
    case 'run':
      return { type: 'run' };
    case 'replay':
      return { type: 'replay', recording: null };
    case 'showRequest':
      return { type: 'request', as: 'text' };
    case 'copyAsCurl':
      return { type: 'request', as: 'curl' };
    case 'runMany':
      return { type: 'recordsView', change: { kind: 'many', form: true } };
    default:
      return doingCommand(name);
  }
}

/** `known` is the run whose rows what is chosen belongs to. */
function withEvents(state: State, events: readonly RunEvent[], clock: number, known = state.timeline.run): State {
  let { timeline, cursor, selected, problem, details, toggled, began, asked, stopping, notice, whatIf, look } = state;
  let { asArrived, receiving, pinned, insights } = state;
  for (const event of events) {
    const taken = folded({ timeline, asArrived, receiving }, event);
    const next = taken.timeline;
    [asArrived, receiving] = [taken.asArrived, taken.receiving];
    if (next.run !== timeline.run && next.run !== known) {
      // A new run: what belonged to the rows of the old one goes.
      [cursor, selected, problem, details, toggled, began] = [null, null, null, false, new Set(), null];
      [asked, stopping, notice, whatIf] = [false, false, null, null];
      look = ofAnotherRun(look);
      [pinned, insights] = [null, { ...NO_INSIGHTS, types: insights.types, caret: insights.caret }];
    }
    // Rows of an attempt that failed are gone.
    if (next.attempt !== timeline.attempt && (next.attempt?.number ?? 1) > 1) {
      [cursor, selected, problem, details, pinned] = [null, null, null, false, null];
      look = ofAnotherRun(look);
    }
    timeline = next;
  }
  if (timeline === state.timeline) return state;
  if (timeline.finished) stopping = false;
  const speed = timeline.started?.speed ?? 1;
  const implied = clock - lastTime(timeline) / (speed || 1);
  began = began === null ? implied : Math.min(began, implied);
  const next = {
    ...state,
    ...{ timeline, cursor, selected, problem, details, toggled, began, asked, stopping, notice, whatIf, look },
    ...{ asArrived, receiving, pinned, insights },
  };
  return { ...next, now: timeNow(next, clock) };
}

/** The scrubber where playing has come to. */
function played(state: State, clock: number): State {
  if (!state.look.playing) return state;
  const { cursor, playing } = advanced(state, clock);
  return inSight({ ...state, cursor, look: { ...state.look, playing } });
}

function startedAt(timeline: State['timeline'], cursor: number | null): Playing {
  return { t: timeOfFrame(timeline, cursor ?? timeline.frames.length - 1), clock: null };
}

/** With the part of the axis moved to where the scrubber is. */
function inSight(state: State): State {
  const look = following(state);
  return look === state.look ? state : { ...state, look };
}

/** Run time: what events told, carried on by the page's clock while more may come. */
function timeNow(state: State, clock: number): number {
  const known = lastTime(state.timeline);
  const speed = state.timeline.started?.speed ?? 1;
  if (!isLive(state) || state.began === null || speed === 0) return known;
  return Math.max(known, (clock - state.began) * speed);
}

/** A refused run holds nothing but its reasons: once they may be mended, the promises stand there again. */
function withoutRefusal(state: State): State {
  return state.timeline.finished?.outcome.kind === 'refused' ? { ...state, timeline: INITIAL.timeline } : state;
}

/** A selection that names an existing function and test, if there is one to name. */
function settled(before: State): State {
  const { functions, lost } = before;
  if (functions.length === 0) return before;
  const state = lost && findFunction(functions, lost) ? { ...before, selection: lost, lost: null } : before;
  const { selection } = state;
  const info = selection ? findFunction(functions, selection) : undefined;
  if (selection && info) {
    // Arguments of one's own have a text; without it the first test is meant.
    const ownArguments = selection.test === null && (selection.args !== null || info.tests.length === 0);
    if (ownArguments || info.tests.some((t) => t.name === selection.test)) return state;
    return { ...state, selection: { ...selection, test: info.tests[0]?.name ?? null } };
  }
  // The function is gone: keep the run on screen, offer the first, and take it up again should it come back.
  return { ...state, selection: first(functions[0]!), lost: lost ?? selection };
}

function first(info: { name: string; project: string; tests: readonly { name: string }[] }): Selection {
  return { function: info.name, project: info.project, test: info.tests[0]?.name ?? null, args: null, client: null };
}

function chosen(
  state: State,
  message: Extract<Message, { type: 'function' | 'test' | 'args' | 'client' }>,
): Pick<State, 'selection' | 'editing'> {
  const { selection, editing } = state;
  if (message.type === 'function') {
    const info = state.functions.find((f) => f.name === message.name && f.project === message.project);
    const client = info ? chosenClient(state, info.project) : null;
    return info ? { selection: { ...first(info), client }, editing: false } : { selection, editing };
  }
  if (!selection) return { selection, editing };
  if (message.type === 'client') return { selection: { ...selection, client: message.client }, editing };
  if (message.type === 'args')
    return { selection: { ...selection, args: message.text }, editing: message.text !== null };
  const info = chosenFunction(state);
  // No test means arguments of one's own.
  if (message.test === null && info) {
    return { selection: { ...selection, test: null, args: argumentsText(info, selection.test) }, editing: true };
  }
  return { selection: { ...selection, test: message.test, args: null }, editing: false };
}

/** The client that is chosen, where a function of this project can be run with it. */
function chosenClient({ clients, selection }: State, project: string): string | null {
  const id = selection?.client ?? null;
  return clients.some((one) => one.id === id && (one.project === null || one.project === project)) ? id : null;
}

/** The other reading, unless it says nothing new. One that was asked for stays until it is dismissed or another comes. */
function readOtherwise(state: State, { what, events }: Extract<ToView, { type: 'whatIf' }>): State['whatIf'] {
  if (!events) return what.kind === 'edited' && state.whatIf?.what.kind === 'edited' ? null : state.whatIf;
  const timeline = events.reduce(fold, EMPTY);
  return { what, timeline, comparison: comparison(state.timeline, timeline) };
}

function showProblem(state: State, key: string, row: number | null, frame: number, go: boolean): State {
  const end = state.timeline.frames.length - 1;
  const cursor = go && end >= 0 ? Math.min(end, frame) : state.cursor;
  return inSight({
    ...state,
    problem: key,
    selected: row ?? state.selected,
    details: false,
    cursor,
    toggled: opened(state, row),
  });
}

/** What is toggled when a row is to be seen: rows and folds around it open. */
function opened(state: State, row: number | null): ReadonlySet<string> {
  if (row === null) return state.toggled;
  const keys = hiddenBy(state.timeline, row, state.toggled);
  if (keys.length === 0) return state.toggled;
  const toggled = new Set(state.toggled);
  for (const key of keys) if (!toggled.delete(key)) toggled.add(key);
  return toggled;
}
