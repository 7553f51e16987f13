/** What each message makes the panel say to the host. */
import type { FromView, ViewCommand } from '../../protocol/webview';
import { meaning } from './actions';
import { readArguments } from './arguments';
import { withFile } from './browsedFile';
import { chosen } from './choice';
import { doingCommand, sendsDoing } from './doing';
import { chosenFunction, isLive, isRunnable, playsRecording, type Message, type State } from './model';
import { changeSends } from './records/state';

/** What the host is told, decided before `update`. */
export function sends(state: State, message: Message): readonly FromView[] {
  switch (message.type) {
    case 'run': {
      if (playsRecording(state) && canRun(state)) return sends(state, { type: 'replay', recording: null });
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
    case 'speed':
      return isPaced(state) ? [{ type: 'replay', recording: null, speed: 0 }] : [];
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

/** Whether *Run* does anything: a function without problems, or a recording, and nothing going on. */
export function canRun(state: State): boolean {
  return (isRunnable(state) || playsRecording(state)) && !isLive(state) && !state.asked;
}

/** Whether a replay goes on in its own time: at another speed it goes on as one that is whole, and played. */
export function isPaced(state: State): boolean {
  return isLive(state) && state.timeline.started?.source === 'replay' && !state.asked;
}

/** What a command of the editor means here. */
export function messageOf(name: ViewCommand): Message {
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
