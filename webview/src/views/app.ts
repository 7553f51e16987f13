/** The panel: its parts in their order, the keys that work everywhere, and one paint per animation frame. */
import { EMPTY, type Timeline } from '../../../protocol/timeline';
import { metrics } from '../../../protocol/metrics';
import { problems, type Problem } from '../../../protocol/problems';
import { announcement, milestones } from '../announce';
import { isLive, type Message, type State } from '../model';
import { outline, type OutlineLine } from '../outline';
import { element, icon, setHidden, setText, toggleClass } from '../ui/element';
import { attemptList } from './attempts';
import { banner, metricsLine } from './facts';
import { firstOpen } from './firstOpen';
import { inspector } from './inspector';
import { legend } from './legend';
import { problemsList } from './problems';
import { recordingsList } from './recordings';
import { runBar } from './runBar';
import { seekOfKey } from './scrubber';
import { watchTheme, type Theme } from './theme';
import { timelineView } from './timeline';
import { whatIfBar } from './whatIf';
import type { Panel, Shown, View } from './view';

/** Between two announcements to a screen reader, and between two readings of the list of problems, in milliseconds. */
const ANNOUNCE_EVERY = 2_000;
const PROBLEMS_EVERY = 250;
/** The clock of a run is shown this often; with reduced motion, twice a second. */
const TICK = 100;

export interface App {
  /** Shows a state with the next animation frame. */
  show(state: State): void;
}

export function app(
  root: HTMLElement,
  dispatch: (message: Message) => void,
  send: Panel['send'],
  clock: () => number,
): App {
  let state: State | null = null;
  let theme: Theme | null = null;
  let frame = 0;
  const repaint = (): void => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const panel: Panel = { dispatch, send, repaint };

  const parts = {
    bar: runBar(panel),
    metrics: metricsLine(),
    attempts: attemptList(),
    banner: banner(panel),
    whatIf: whatIfBar(panel),
  };
  const timeline = timelineView(panel, () => theme!);
  const list = problemsList(panel);
  const marks = legend();
  const inspect = inspector(panel);
  const first = firstOpen(panel);
  const recordings = recordingsList(panel);
  const beside = element('aside', { class: 'inspector', 'aria-label': 'Recordings' }, recordings.element);
  const left = element('div', { class: 'left' }, timeline.element, list.element, marks.element, first.element);
  const transport = transportBar(panel);
  const live = element('div', { class: 'unseen', 'aria-live': 'polite' });
  root.replaceChildren(
    parts.bar.element,
    parts.metrics.element,
    parts.attempts.element,
    parts.banner.element,
    parts.whatIf.element,
    element('div', { class: 'work' }, left, inspect.element, beside),
    transport.element,
    live,
  );
  watchTheme((now) => {
    theme = now;
    repaint();
  });

  const derive = deriver(clock);
  const announce = announcer((text) => setText(live, text), clock);

  function paint(): void {
    frame = 0;
    if (!state || !theme) return;
    const shown = derive(state);
    // A run that was refused has nothing to show but why: the banner says it.
    const idle = state.timeline.started === null && !state.asked;
    for (const part of Object.values(parts)) part.render(shown);
    for (const at of [timeline.element, list.element, marks.element, inspect.element, transport.element])
      setHidden(at, idle);
    for (const at of [first.element, beside]) setHidden(at, !idle);
    if (idle) {
      first.render(shown);
      recordings.render(shown);
    } else {
      for (const part of [timeline, list, inspect, transport, marks]) part.render(shown);
    }
    toggleClass(root, 'live', shown.live);
    if (derive.stale()) later();
  }

  // What waits for its turn is drawn when its turn comes, also when nothing else happens.
  let waiting = 0;
  function later(): void {
    waiting ||= window.setTimeout(() => {
      waiting = 0;
      repaint();
    }, PROBLEMS_EVERY);
  }

  let ticking = 0;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  function tickWhile(live: boolean): void {
    if (live && ticking === 0) {
      ticking = window.setInterval(() => dispatch({ type: 'tick', clock: clock() }), calm.matches ? 5 * TICK : TICK);
    } else if (!live && ticking !== 0) {
      window.clearInterval(ticking);
      ticking = 0;
    }
  }

  document.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && panelKey(event, panel, state)) event.preventDefault();
  });

  return {
    show(next) {
      announce(state?.timeline ?? EMPTY, next.timeline);
      state = next;
      tickWhile(isLive(next));
      repaint();
    },
  };
}

/** Keys that work wherever the focus is; those of one character not where text is written. */
function panelKey(event: KeyboardEvent, panel: Panel, state: State | null): boolean {
  if (!state) return false;
  const at = event.target as Element | null;
  const writing = at?.closest('vscode-text-area, vscode-dropdown, input, textarea') !== null && at !== null;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    panel.dispatch({ type: 'run' });
    return true;
  }
  if (event.key === 'Escape') {
    if (at?.closest('vscode-dropdown[open]')) return false;
    if (state.details) panel.dispatch({ type: 'pick', row: state.selected });
    else if (isLive(state) || state.asked) panel.dispatch({ type: 'stop' });
    else if (state.selected !== null) panel.dispatch({ type: 'pick', row: null });
    else return false;
    return true;
  }
  if (writing || at?.closest('[role=tablist]')) return false;
  const to = seekOfKey(event);
  if (to && event.key !== 'ArrowUp' && event.key !== 'ArrowDown' && state.timeline.run !== null) {
    panel.dispatch({ type: 'seek', to });
    return true;
  }
  // Many keyboards have brackets behind AltGr, which Windows tells as Ctrl and Alt, macOS as Alt.
  const command = event.metaKey || (event.ctrlKey && !event.altKey);
  if (!command && (event.key === '[' || event.key === ']')) {
    panel.dispatch({ type: 'pickProblem', step: event.key === ']' ? 1 : -1 });
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const tab = ({ d: 'tree', r: 'raw', f: 'final' } as const)[event.key.toLowerCase()];
  if (tab && state.timeline.run !== null) {
    panel.dispatch({ type: 'tab', tab });
    return true;
  }
  return false;
}

/** What follows from a state, kept while what it follows from is the same. */
function deriver(clock: () => number): { (state: State): Shown; stale(): boolean } {
  let lines: readonly OutlineLine[] = [];
  let linesOf: readonly unknown[] = [];
  let list: readonly Problem[] = [];
  let listOf: Timeline | null = null;
  let listAt = 0;
  let stale = false;
  const derive = (state: State): Shown => {
    const { timeline, toggled, now } = state;
    const live = isLive(state);
    if (linesOf[0] !== timeline.shape || linesOf[1] !== toggled || linesOf[2] !== timeline.run) {
      lines = outline(timeline, toggled);
      linesOf = [timeline.shape, toggled, timeline.run];
    }
    stale = false;
    if (timeline !== listOf) {
      if (!live || timeline.run !== listOf?.run || clock() - listAt >= PROBLEMS_EVERY) {
        [list, listOf, listAt] = [problems(timeline, now), timeline, clock()];
      } else stale = true;
    }
    const end = timeline.frames.length - 1;
    return { state, live, metrics: metrics(timeline, now), problems: list, lines, frame: state.cursor ?? end };
  };
  return Object.assign(derive, { stale: () => stale });
}

function announcer(say: (text: string) => void, clock: () => number): (before: Timeline, after: Timeline) => void {
  let pending: string[] = [];
  let last = -Infinity;
  let timer = 0;
  const flush = (): void => {
    timer = 0;
    last = clock();
    say(announcement(pending));
    pending = [];
  };
  return (before, after) => {
    const said = milestones(before, after);
    if (said.length === 0) return;
    pending.push(...said);
    if (timer === 0) timer = window.setTimeout(flush, Math.max(0, last + ANNOUNCE_EVERY - clock()));
  };
}

function transportBar(panel: Panel): View {
  const step = (
    label: string,
    key: string,
    name: string,
    to: Extract<Message, { type: 'seek' }>['to'],
  ): HTMLElement => {
    const made = element(
      'button',
      { class: 'step', type: 'button', 'aria-label': label, title: `${label} (${key})` },
      icon(name),
    );
    made.addEventListener('click', () => panel.dispatch({ type: 'seek', to }));
    return made;
  };
  const action = (label: string, message: Message): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button' }, label);
    made.addEventListener('click', () => panel.dispatch(message));
    return made;
  };
  const save = action('Save recording', { type: 'save' });
  const text = action('Open as text', { type: 'records', message: { type: 'openAsText' } });
  const exports = action('Export…', { type: 'records', message: { type: 'export', format: null } });
  const box = element(
    'footer',
    { class: 'transport' },
    element(
      'div',
      { class: 'steps', role: 'group', 'aria-label': 'Move in time' },
      step('Start', 'Home', 'debug-reverse-continue', 'first'),
      step('Previous change', '←', 'chevron-left', 'previousChange'),
      step('Next change', '→', 'chevron-right', 'nextChange'),
      step('End', 'End', 'debug-continue', 'live'),
    ),
    element('span', { class: 'dim keys' }, '← → change · Shift chunk · [ ] problem · Enter why · F12 source'),
    element('span', { class: 'grow' }),
    text,
    exports,
    save,
    action('Open recording', { type: 'open' }),
  );
  return {
    element: box,
    render: ({ state }) => [text, exports, save].forEach((one) => setHidden(one, state.timeline.frames.length === 0)),
  };
}
