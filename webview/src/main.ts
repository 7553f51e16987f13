/** Wires the host, the state and the views. */
import { connect } from './host';
import { INITIAL, keep, type Message, type State } from './model';
import { registerToolkit } from './ui/toolkit';
import { restore, sends, update } from './update';
import { app } from './views/app';

registerToolkit();
const clock = (): number => performance.now();
let state: State = INITIAL;
let restored = false;

const host = connect((message) => {
  // Read before the first message changes what is kept.
  const kept = restored ? null : host.kept();
  dispatch({ type: 'host', message, clock: clock() });
  if (message.type !== 'init' || restored) return;
  restored = true;
  state = restore(state, kept);
  view.show(state);
});
const view = app(document.getElementById('app')!, dispatch, (message) => host.send(message), clock);

function dispatch(message: Message): void {
  const said = sends(state, message);
  const next = update(state, message);
  for (const one of said) host.send(one);
  if (next === state) return;
  const kept = keep(state);
  state = next;
  view.show(state);
  const now = keep(state);
  if (JSON.stringify(kept) !== JSON.stringify(now)) host.keep(now);
}

window.addEventListener('error', (event) => host.send({ type: 'error', message: event.message }));
view.show(state);
host.send({ type: 'ready' });
