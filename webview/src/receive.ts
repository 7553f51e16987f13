/** What messages of the host make of the state. */
import type { RunEvent } from '../../protocol/run';
import { lastTime } from '../../protocol/timeline';
import { unpackedEvents } from '../../protocol/packedEvents';
import { isToViewRecords } from '../../protocol/records';
import type { ToView } from '../../protocol/webview';
import { settled } from './choice';
import { receiveDoing } from './doing';
import { NO_INSIGHTS, withInsight } from './insights';
import { ofAnotherRun } from './look';
import { chosenFunction, INITIAL, type State } from './model';
import { folded } from './receivedView';
import { receiveRecords } from './records/state';
import { timeNow } from './runClock';

/** What a person could have asked for. */
type Meant = { readonly type: 'action' | 'command' };

/** The state after a message of the host. What means an action or a command of a person is for `update`. */
export function receive(state: State, message: Exclude<ToView, Meant>, clock: number): State {
  if (isToViewRecords(message)) return { ...state, records: receiveRecords(state.records, message) };
  switch (message.type) {
    case 'init': {
      const { functions, clients, selection, recordings, serverReady, running } = message;
      const events = unpackedEvents(message);
      // Destroyed and made anew, or shown again: everything follows from the events.
      const same = events.length > 0 && events[0]!.run === state.timeline.run;
      const kept =
        same || state.playOn !== null
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
        // Sent again by whoever knows that it is still so.
        whatIf: null,
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
      return { ...state, asked: false, playOn: null, notice: { severity: message.severity, message: message.message } };
    default:
      return receiveDoing(state, message);
  }
}

/** `known` is the run whose rows what is chosen belongs to. */
function withEvents(state: State, events: readonly RunEvent[], clock: number, known = state.timeline.run): State {
  let { timeline, cursor, selected, problem, details, toggled, began, asked, stopping, notice, whatIf, look } = state;
  let { asArrived, receiving, pinned, insights, playOn } = state;
  for (const event of events) {
    const taken = folded({ timeline, asArrived, receiving }, event);
    const next = taken.timeline;
    [asArrived, receiving] = [taken.asArrived, taken.receiving];
    if (next.run !== timeline.run && next.run !== known) {
      if (next.started?.source !== 'replay') playOn = null;
      // A new run: what belonged to the rows of the old one goes. A replay that goes on at another speed has the same rows.
      if (playOn === null) {
        [cursor, selected, problem, details, toggled, pinned] = [null, null, null, false, new Set(), null];
        look = ofAnotherRun(look);
      }
      [asked, stopping, notice, whatIf, began] = [false, false, null, null, null];
      insights = { ...NO_INSIGHTS, types: insights.types, caret: insights.caret };
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
  if (timeline.finished && playOn !== null && timeline.run !== playOn.run) {
    look = { ...look, playing: { t: playOn.t, clock: null } };
    playOn = null;
  }
  const speed = timeline.started?.speed ?? 1;
  const implied = clock - lastTime(timeline) / (speed || 1);
  began = began === null ? implied : Math.min(began, implied);
  const next = {
    ...state,
    ...{ timeline, cursor, selected, problem, details, toggled, began, asked, stopping, notice, whatIf, look },
    ...{ asArrived, receiving, pinned, insights, playOn },
  };
  return { ...next, now: timeNow(next, clock) };
}

/** A refused run holds nothing but its reasons: once they may be mended, the promises stand there again. */
export function withoutRefusal(state: State): State {
  return state.timeline.finished?.outcome.kind === 'refused' ? { ...state, timeline: INITIAL.timeline } : state;
}

/** The other reading, unless it says nothing new. One that was asked for stays until it is dismissed or another comes. */
function readOtherwise(state: State, { what, reading }: Extract<ToView, { type: 'whatIf' }>): State['whatIf'] {
  if (!reading) return what.kind === 'edited' && state.whatIf?.what.kind === 'edited' ? null : state.whatIf;
  return { what, reading };
}
