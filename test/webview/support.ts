/** States of the panel, as messages make them. */
import type { RunEvent } from '../../protocol/run';
import type { ToView } from '../../protocol/webview';
import { CLIENTS, FUNCTIONS, RECORDINGS, scenario } from '../../webview/dev/scenarios';
import { INITIAL, type Message, type State } from '../../webview/src/model';
import { update } from '../../webview/src/update';

export const host = (message: ToView, clock = 0): Message => ({ type: 'host', message, clock });

export function after(...messages: Message[]): State {
  return messages.reduce(update, INITIAL);
}

export function init(events: readonly RunEvent[] = []): Message {
  const selection = {
    function: 'ExtractReceipt',
    project: 'file:///project',
    test: 'LongReceipt',
    args: null,
    client: null,
  };
  return host({
    type: 'init',
    functions: FUNCTIONS,
    clients: CLIENTS,
    selection,
    events,
    recordings: RECORDINGS,
    serverReady: true,
    running: false,
  });
}

export const eventsOf = (name: string): readonly RunEvent[] => scenario(name)!.events;
