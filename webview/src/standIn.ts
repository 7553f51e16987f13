/**
 * In an exported page this stands in for the editor: it gives the panel the run that is inside the page, and plays it
 * again when asked.
 */
import type { QuirkNote } from '../../protocol/insight';
import { DATA_ID, QUIRKS_ID } from '../../protocol/report/page';
import type { RunEvent } from '../../protocol/run';
import type { FromView, ToView } from '../../protocol/webview';

const events = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? '[]') as readonly RunEvent[];
const quirks = JSON.parse(document.getElementById(QUIRKS_ID)?.textContent ?? 'null') as readonly QuirkNote[] | null;
const name = events.find((event) => event.type === 'started')?.header.function ?? '';
let kept: unknown = null;
let runs = 0;
let timer = 0;
let playing = false;

function post(message: ToView): void {
  window.postMessage(message, '*');
}

function timeOf(event: RunEvent): number {
  switch (event.type) {
    case 'started':
      return 0;
    case 'frames':
      return event.frames[0]?.chunk.t ?? 0;
    case 'attempt':
      return event.attempt.t;
    case 'attemptFailed':
      return event.failed.t;
    default:
      return event.t;
  }
}

/** Plays the run again under an id of its own; at once when `speed` is 0. */
function play(speed: number): void {
  window.clearTimeout(timer);
  const run = `replay-${++runs}`;
  const begun = performance.now();
  let next = 0;
  playing = true;
  const step = (): void => {
    const now = speed === 0 ? Infinity : (performance.now() - begun) * speed;
    const due: RunEvent[] = [];
    for (; next < events.length && timeOf(events[next]!) <= now; next++) {
      const event = events[next]!;
      due.push({ ...event, run, ...(event.type === 'started' ? { source: 'replay', speed } : {}) } as RunEvent);
    }
    if (due.length > 0) post({ type: 'events', events: due });
    if (next < events.length) timer = window.setTimeout(step, 16);
    else playing = false;
  };
  step();
}

/** A replay that is stopped gives way to the whole run: a page without it would be empty. */
function cancel(): void {
  if (playing) play(0);
}

function receive(message: FromView): void {
  switch (message.type) {
    case 'ready':
      return post({
        type: 'init',
        functions: [],
        clients: [],
        selection: null,
        events,
        recordings: [],
        serverReady: true,
        running: false,
      });
    case 'replay':
      return play(message.speed);
    case 'cancel':
      return cancel();
    case 'reveal':
      return notice(`It is written in ${message.at.uri}, line ${message.at.line + 1}.`);
    // What the language server would have to read again stays unknown here.
    case 'askQuirks':
      return post({ type: 'quirks', run: message.run, quirks });
    case 'askMoment':
      return post({ type: 'moment', run: message.run, length: message.length, facts: null });
    case 'askStreamTypes':
      return post({ type: 'streamTypes', function: message.function, project: message.project, types: null });
    case 'error':
    case 'select':
    case 'arguments':
    case 'environment':
      return;
    default:
      return notice('This page is an export and holds one run. Open its recording in the editor to do that.');
  }
}

function notice(message: string): void {
  post({ type: 'notice', severity: 'info', message });
}

/** The theme of the reader's system, as the editor would name it. */
function wearTheme(): void {
  const isContrast = matchMedia('(prefers-contrast: more)').matches || matchMedia('(forced-colors: active)').matches;
  const isLight = matchMedia('(prefers-color-scheme: light)').matches;
  document.body.classList.remove('vscode-dark', 'vscode-light', 'vscode-high-contrast');
  document.body.classList.add(
    isContrast && !isLight ? 'vscode-high-contrast' : isLight ? 'vscode-light' : 'vscode-dark',
  );
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: receive,
    getState: () => kept,
    setState: (state: unknown) => (kept = state),
  }),
});
document.body.classList.add('standalone');
wearTheme();
for (const query of ['(prefers-color-scheme: light)', '(prefers-contrast: more)'])
  matchMedia(query).addEventListener('change', wearTheme);
document.documentElement.style.setProperty('--run-name', JSON.stringify(name));
