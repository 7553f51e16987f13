/**
 * A stand-in for the editor: themes, an `acquireVsCodeApi`, and a host that plays simulated runs.
 * Query: theme=dark|light|hc|hc-light, state=idle|live|completed|cancelled|failed|unfit|refused|huge, at=ms (stand still there),
 * with=compare|many (beside another run, several runs).
 */
import type { RunEvent } from '../../protocol/run';
import type { FromView, ToView } from '../../protocol/webview';
import { BASELINE, CLIENTS, FUNCTIONS, manyRuns, RECORDINGS, scenario } from './scenarios';

const query = new URLSearchParams(location.search);
const theme = query.get('theme') ?? 'dark';
/** As the editor names them; the light high contrast theme has both names. */
const CLASSES: Readonly<Record<string, string>> = {
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};
const wear = (name: string): void => {
  document.body.className = CLASSES[name] ?? `vscode-${name}`;
};
wear(theme);
const state = query.get('state') ?? 'idle';
const at = query.has('at') ? Number(query.get('at')) : null;
if (at !== null) {
  const fixed = performance.now();
  performance.now = () => fixed;
}

/** What a test can see and do. */
export interface Harness {
  readonly sent: FromView[];
  /** Changes the theme, as the editor does while the panel is open. */
  wear(theme: string): void;
  post(message: ToView): void;
  /** Sends events at their times, `speed` times as fast; 0 sends all at once. */
  play(events: readonly RunEvent[], speed: number): void;
  events(name: string): readonly RunEvent[];
  /** Events of the run on screen so far. */
  log: RunEvent[];
}

declare global {
  interface Window {
    harness: Harness;
    acquireVsCodeApi: () => { postMessage(m: FromView): void; getState(): unknown; setState(s: unknown): void };
  }
}

const timers = new Set<number>();
const harness: Harness = {
  sent: [],
  wear,
  log: [],
  post: (message) => window.postMessage(message, '*'),
  events: (name) => scenario(name)?.events ?? [],
  play(events, speed) {
    for (const timer of timers) window.clearTimeout(timer);
    timers.clear();
    harness.log = [];
    const begun = performance.now();
    let next = 0;
    const step = (): void => {
      const now = speed === 0 ? Infinity : (performance.now() - begun) * speed;
      const due: RunEvent[] = [];
      while (next < events.length && timeOf(events[next]!) <= now) due.push(events[next++]!);
      if (due.length > 0) {
        harness.log.push(...due);
        harness.post({ type: 'events', events: due });
      }
      if (next < events.length) timers.add(window.setTimeout(step, 16));
    };
    step();
  },
};
window.harness = harness;

const timeOf = (event: RunEvent): number => {
  switch (event.type) {
    case 'started':
      return 0;
    case 'frames':
      return event.frames[0]!.chunk.t;
    case 'attempt':
      return event.attempt.t;
    case 'attemptFailed':
      return event.failed.t;
    default:
      return event.t;
  }
};

window.acquireVsCodeApi = () => ({
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
  setState: (kept) => sessionStorage.setItem('state', JSON.stringify(kept)),
  postMessage: receive,
});

let runs = 0;
function receive(message: FromView): void {
  harness.sent.push(message);
  switch (message.type) {
    case 'ready':
      return ready();
    case 'run':
    case 'replay': {
      const run = `again-${++runs}`;
      const speed = message.type === 'replay' ? message.speed : 1;
      const source = message.type === 'replay' ? 'replay' : 'live';
      const events = harness
        .events('completed')
        .map((event) => ({ ...event, run, ...(event.type === 'started' ? { source, speed } : {}) }) as RunEvent);
      return harness.play(events, speed);
    }
    case 'cancel': {
      for (const timer of timers) window.clearTimeout(timer);
      timers.clear();
      const last = harness.log.at(-1);
      if (!last || last.type === 'finished') return;
      const t = last.type === 'frames' ? last.frames.at(-1)!.chunk.t + 12 : 100;
      const end: RunEvent = {
        run: last.run,
        seq: last.seq + 1,
        type: 'finished',
        t,
        outcome: { kind: 'cancelled', closedAfter: 9 },
        fields: [],
      };
      harness.log.push(end);
      return harness.post({ type: 'events', events: [end] });
    }
    default:
  }
}

function ready(): void {
  const kept = sessionStorage.getItem('log');
  const all = kept ? (JSON.parse(kept) as RunEvent[]) : harness.events(state);
  const limit = at ?? Infinity;
  const plays = state === 'live' && at === null && !kept;
  harness.log = plays ? [] : all.filter((event) => timeOf(event) <= limit);
  const selection = {
    function: 'ExtractReceipt',
    project: 'file:///project',
    test: 'LongReceipt',
    args: null,
    client: null,
  };
  const blocked = { ...selection, function: 'WriteResume', test: null };
  harness.post({
    type: 'init',
    functions: query.has('empty') ? [] : FUNCTIONS,
    clients: CLIENTS,
    selection: state === 'refused' ? blocked : selection,
    events: harness.log,
    recordings: query.has('empty') ? [] : RECORDINGS,
    serverReady: true,
    running: plays,
  });
  if (plays) harness.play(all, 1);
  if (query.get('with') === 'compare') harness.post(BASELINE);
  if (query.get('with') === 'many') harness.post(manyRuns());
}

window.addEventListener('pagehide', () => {
  if (query.has('keep')) sessionStorage.setItem('log', JSON.stringify(harness.log));
});
