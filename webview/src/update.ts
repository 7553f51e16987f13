/** The panel's one transition function. */
import type { ToView } from '../../protocol/webview';
import { meaning } from './actions';
import { allProblems } from './allProblems';
import { chosen } from './choice';
import { updateDoing } from './doing';
import { advanced, following, timeOfFrame, type Playing } from './look';
import { isLive, type Message, type State } from './model';
import { seek } from './navigate';
import { allOpen, hiddenBy } from './outline';
import { receive, withoutRefusal } from './receive';
import { toggleReceived } from './receivedView';
import { changeRecords } from './records/state';
import { timeNow } from './runClock';
import { isPaced, messageOf, sends } from './sends';

/** The state after a message. Total: a message that fits nothing changes nothing. */
export function update(state: State, message: Message): State {
  switch (message.type) {
    case 'host':
      return fromHost(state, message.message, message.clock);
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
      // What is minor is passed over, unless there is nothing else or it was chosen.
      const all = allProblems(state, state.now);
      const major = all.filter((p) => !p.minor || p.key === state.problem);
      const list = major.length > 0 ? major : all;
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
      return isPaced(state)
        ? { ...state, speed: message.speed, asked: true, playOn: playOn(state, message.speed) }
        : { ...state, speed: message.speed };
    case 'run':
      return sends(state, message).length > 0 ? { ...state, asked: true, notice: null, playOn: null } : state;
    case 'reread':
    case 'replay':
      return { ...state, asked: true, notice: null, playOn: null };
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

/** Where a replay that is to go on at another speed has come to; at once means to its end. */
function playOn({ now, timeline }: State, speed: number): State['playOn'] {
  return speed === 0 ? null : { t: now, run: timeline.run };
}

/** Actions and commands of the editor mean what a person does in the panel. */
function fromHost(state: State, message: ToView, clock: number): State {
  switch (message.type) {
    case 'action':
      return update(state, { type: 'act', action: message.action });
    case 'command': {
      const meant = messageOf(message.command);
      return meant.type === 'setup' || meant.type === 'recordsView' || sends(state, meant).length > 0
        ? update(state, meant)
        : state;
    }
    default:
      return receive(state, message, clock);
  }
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
