/** Wires the host, the state and the views. */
import { lengthAfter } from '../../protocol/timeline';
import { connect } from './host';
import { Asking, questions } from './insights';
import { INITIAL, keep, type Message, type State } from './model';
import { messageOf } from './thrown';
import { restore } from './restore';
import { sends } from './sends';
import { update } from './update';
import { app } from './views/app';

const asking = new Asking((message) => host.send(message));
const clock = (): number => performance.now();
let state: State = INITIAL;
let restored = false;
/** What the editor keeps of the state, as text; it is told this often at most, in milliseconds, and when the page is hidden. */
let written = '';
let keeping = 0;
const KEEP_EVERY = 200;

const host = connect((message) => {
  // Read before the first message changes what is kept.
  const kept = restored ? null : host.kept();
  dispatch({ type: 'host', message, clock: clock() });
  if (message.type !== 'init' || restored) return;
  restored = true;
  become(restore(state, kept));
});
const view = app(document.getElementById('app')!, dispatch, (message) => host.send(message), clock);

function dispatch(message: Message): void {
  const said = sends(state, message);
  const next = update(state, message);
  for (const one of said) host.send(one);
  become(next);
}

/** What the engine knows beside events is asked when somebody looks. */
function ask(): void {
  const { timeline, cursor, insights } = state;
  const end = timeline.frames.length - 1;
  const frame = cursor ?? end;
  asking.look(questions(state, { length: lengthAfter(timeline, frame + 1), isEnd: frame >= end }));
  if (insights.types === null) asking.forget('askStreamTypes');
}

function become(next: State): void {
  if (next === state) return;
  state = next;
  view.show(state);
  ask();
  if (keeping === 0) keeping = window.setTimeout(write, KEEP_EVERY);
}

/** Hands over to the editor what is to survive the page. */
function write(): void {
  window.clearTimeout(keeping);
  keeping = 0;
  const kept = keep(state);
  const text = JSON.stringify(kept);
  if (text === written) return;
  written = text;
  host.keep(kept);
}

for (const end of ['pagehide', 'visibilitychange']) window.addEventListener(end, () => keeping && write(), true);
window.addEventListener('error', (event) => host.send({ type: 'error', message: event.message }));
window.addEventListener('unhandledrejection', ({ reason }) => host.send({ type: 'error', message: messageOf(reason) }));
view.show(state);
host.send({ type: 'ready' });
