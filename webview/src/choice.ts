/** What is chosen to be run: a function, a test or arguments, a client. */
import type { Selection } from '../../protocol/webview';
import { argumentsText } from './arguments';
import { chosenFunction, findFunction, type Message, type State } from './model';

/** A selection that names an existing function and test, if there is one to name. */
export function settled(before: State): State {
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

/** The choice after a person made it, and whether arguments are open to be edited. */
export function chosen(
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
