/** The panel: its parts in their order, the keys that work everywhere, and one paint per animation frame. */
import { EMPTY, type Timeline } from '../../../protocol/timeline';
import { metrics } from '../../../protocol/metrics';
import type { Problem } from '../../../protocol/problems';
import { actionOfKey } from '../actions';
import { allProblems } from '../allProblems';
import type { Insights } from '../insights';
import { pinnedRow } from '../look';
import { shownMetrics } from '../receivedView';
import { chosenFunction, isLive, type Message, type State } from '../model';
import { GrowingOutline, type OutlineLine } from '../outline';
import { isPlain, linesOf } from '../rowsView';
import { element, setHidden, setText, toggleClass } from '../ui/element';
import { lazily } from '../ui/lazily';
import type { TabStops } from '../ui/tabStops';
import { announcer } from './announcer';
import { metricsLine } from './facts';
import { firstOpen } from './firstOpen';
import { inspector } from './inspector';
import { recordsViews } from './recordsViews';
import { runBar } from './runBar';
import type { Splitters } from './splitters';
import { watchTheme, type Theme } from './theme';
import { timelineView } from './timeline';
import { transport } from './transport';
import type { Panel, Shown } from './view';

/** Between two readings of the list of problems, in milliseconds. */
const PROBLEMS_EVERY = 250;
/** The inspector of a large value is drawn at least this often, in milliseconds. */
const LONGEST_WAIT = 200;
/** And at most every second frame. */
const SHORTEST_WAIT = 30;
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
    attempts: lazily(
      panel,
      async () => (await import('./occasional')).attemptList(),
      ({ state }) => state.timeline.failedAttempts.length > 0,
    ),
    sideRuns: lazily(
      panel,
      async () => (await import('./occasional')).sideRunsList(panel),
      ({ state }) => state.doing.sideRuns.length > 0,
    ),
    banner: lazily(
      panel,
      async () => (await import('./occasional')).banner(panel),
      ({ state }) =>
        state.notice !== null || state.timeline.finished !== null || (chosenFunction(state)?.problems.length ?? 0) > 0,
    ),
    whatIf: lazily(
      panel,
      async () => (await import('./occasional')).whatIfBar(panel),
      ({ state }) => state.whatIf !== null,
    ),
    file: lazily(
      panel,
      async () => (await import('./occasional')).fileProblems(panel),
      ({ state }) => state.records.file !== null,
    ),
  };
  const timeline = timelineView(panel, () => theme!);
  const list = lazily(
    panel,
    async () => (await import('./occasional')).problemsList(panel),
    ({ state, problems }) => state.timeline.started !== null || problems.length > 0,
  );
  const marks = lazily(panel, async () => (await import('./soon')).legend());
  const inspect = inspector(panel);
  const first = firstOpen(panel);
  const recordings = lazily(panel, async () => (await import('./occasional')).recordingsList(panel));
  const beside = element('aside', { class: 'inspector', 'aria-label': 'Recordings' }, recordings.element);
  const left = element('div', { class: 'left' }, timeline.element, list.element, marks.element, first.element);
  const keys = lazily(
    panel,
    async () => (await import('./occasional')).help(panel),
    ({ state }) => state.look.help,
  );
  const records = recordsViews(panel, () => theme!, root);
  const controls = transport(panel, () => theme!, records.actions);
  const live = element('div', { class: 'unseen', 'aria-live': 'polite' });
  root.replaceChildren(
    element('h1', { class: 'unseen' }, 'BAML Live'),
    parts.bar.element,
    records.form,
    parts.metrics.element,
    parts.sideRuns.element,
    parts.attempts.element,
    parts.banner.element,
    parts.whatIf.element,
    parts.file.element,
    element('div', { class: 'work' }, left, inspect.element, beside),
    records.element,
    controls.element,
    keys.element,
    live,
  );
  let stops: TabStops | null = null;
  let sashes: Splitters | null = null;
  void import('./soon').then(({ dropZone, splitters, tabStops }) => {
    root.append(dropZone(panel));
    sashes = splitters(panel, root);
    stops = tabStops(root);
    repaint();
  });
  watchTheme((now) => {
    theme = now;
    repaint();
  });

  const derive = deriver(clock);
  const announce = announcer(
    (text) => setText(live, text),
    (message) => send({ type: 'error', message }),
    clock,
  );

  function paint(): void {
    frame = 0;
    if (!state || !theme) return;
    const shown = derive(state);
    // A run that was refused has nothing to show but why: the banner says it.
    const idle = state.timeline.started === null && !state.asked;
    for (const part of Object.values(parts)) part.render(shown);
    // What was pressed to begin goes away: the focus goes to what it began.
    const hadFocus = !idle && document.hasFocus() && first.element.contains(document.activeElement);
    for (const at of [timeline.element, list.element, marks.element, inspect.element, controls.element])
      setHidden(at, idle);
    if (hadFocus) timeline.element.querySelector<HTMLElement>('[role=treegrid]')?.focus({ preventScroll: true });
    for (const at of [first.element, beside]) setHidden(at, !idle);
    if (idle) {
      first.render(shown);
      recordings.render(shown);
    } else {
      for (const part of [timeline, list, controls, marks]) part.render(shown);
      inspectNow(shown);
    }
    keys.render(shown);
    records.render(shown);
    sashes?.render(state.look);
    toggleClass(root, 'live', shown.live);
    stops?.painted();
    if (derive.stale()) later();
  }

  // What is beside the timeline may be large: while it only grows, it takes at most a fifth of the time.
  let inspected: State | null = null;
  let inspectFrom = 0;
  function inspectNow(shown: Shown): void {
    const { state: now } = shown;
    const grows =
      shown.live &&
      now.cursor === null &&
      inspected?.cursor === null &&
      inspected.timeline.run === now.timeline.run &&
      // Scrolled or resized, not grown: that is for a person, at once.
      inspected.timeline !== now.timeline &&
      inspected.tab === now.tab &&
      inspected.selected === now.selected &&
      inspected.toggled === now.toggled;
    const begun = clock();
    if (grows && begun < inspectFrom) {
      later(inspectFrom - begun);
      return;
    }
    inspect.render(shown);
    inspected = now;
    inspectFrom = begun + Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, 5 * (clock() - begun)));
  }

  // What waits for its turn is drawn when its turn comes, also when nothing else happens.
  let waiting = 0;
  function later(ms = PROBLEMS_EVERY): void {
    waiting ||= window.setTimeout(() => {
      waiting = 0;
      repaint();
    }, ms);
  }

  let ticking = 0;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  function tickWhile(live: boolean): void {
    const wanted = live && !document.hidden;
    if (wanted && ticking === 0) {
      ticking = window.setInterval(() => dispatch({ type: 'tick', clock: clock() }), calm.matches ? 5 * TICK : TICK);
    } else if (!wanted && ticking !== 0) {
      window.clearInterval(ticking);
      ticking = 0;
    }
  }
  /** While something is played, each frame of the screen shows its own moment; with reduced motion, twice a second. */
  let playing = 0;
  function playWhile(wanted: boolean): void {
    if (!wanted || playing !== 0) return;
    const step = (): void => {
      playing = 0;
      dispatch({ type: 'tick', clock: clock() });
    };
    playing = calm.matches ? window.setTimeout(step, 5 * TICK) : requestAnimationFrame(step);
  }
  document.addEventListener('visibilitychange', () => {
    if (state) tickWhile(isLive(state));
  });

  document.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && panelKey(event, panel, state)) event.preventDefault();
  });

  return {
    show(next) {
      announce.changed(state?.timeline ?? EMPTY, next.timeline, next.records.announcements);
      if (next.whatIf !== (state?.whatIf ?? null)) announce.reread(next);
      state = next;
      tickWhile(isLive(next));
      playWhile(next.look.playing !== null);
      repaint();
    },
  };
}

/** Keys that work wherever the focus is; those of one character not where text is written. */
function panelKey(event: KeyboardEvent, panel: Panel, state: State | null): boolean {
  if (!state) return false;
  const at = event.target as Element | null;
  const writing = at !== null && at.closest('vscode-text-area, input:not([type=checkbox]), textarea, select') !== null;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    panel.dispatch({ type: 'run' });
    return true;
  }
  if (event.key === 'Escape') {
    if (state.details) panel.dispatch({ type: 'pick', row: state.selected });
    else if (state.stopping && !event.repeat) panel.dispatch({ type: 'forceCancel' });
    else if (isLive(state) || state.asked) panel.dispatch({ type: 'stop' });
    else if (state.look.playing) panel.dispatch({ type: 'act', action: 'play' });
    else if (state.look.range) panel.dispatch({ type: 'look', set: { range: null, loop: false } });
    else if (state.selected !== null) panel.dispatch({ type: 'pick', row: null });
    else return false;
    return true;
  }
  if (writing || at?.closest('[role=tablist], dialog')) return false;
  // Chosen by `]`, without a row that has the focus.
  const { compare, many } = state.records;
  const isTimelineShown = !compare.open && many.batch === null;
  if (event.key === 'Enter' && at === document.body && state.selected !== null && isTimelineShown) {
    panel.dispatch({ type: 'act', action: 'explainField' });
    return true;
  }
  // Space presses what has the focus.
  if (event.key === ' ' && at?.closest('button, summary, label, [role=tab]')) return false;
  const action = actionOfKey(event, state.look);
  if (!action || (state.timeline.run === null && action !== 'help')) return false;
  panel.dispatch({ type: 'act', action });
  return true;
}

/** What follows from a state, kept while what it follows from is the same. */
function deriver(clock: () => number): { (state: State): Shown; stale(): boolean } {
  const growing = new GrowingOutline();
  let lines: readonly OutlineLine[] = [];
  let linesAsked: readonly unknown[] = [];
  let linesFrom: unknown = null;
  let linesAt = 0;
  let list: readonly Problem[] = [];
  let listOf: Timeline | null = null;
  let quirksOf: Insights['quirks'] = null;
  let listAt = 0;
  let stale = false;
  const derive = (state: State): Shown => {
    const { timeline, toggled, now } = state;
    const live = isLive(state);
    stale = false;
    // Figures decide about rows that are sorted or left out: those are looked at less often while they change.
    const { filter, onlyProblems, sort } = state.look;
    const asked = [toggled, timeline.run, filter, onlyProblems, sort];
    const from = isPlain(state.look) ? timeline.shape : timeline;
    const isAsked = asked.some((one, i) => one !== linesAsked[i]);
    if (isAsked || from !== linesFrom) {
      if (!isAsked && live && from === timeline && clock() - linesAt < PROBLEMS_EVERY) stale = true;
      else {
        lines = isPlain(state.look) ? growing.at(timeline, toggled) : linesOf(state);
        [linesAsked, linesFrom, linesAt] = [asked, from, clock()];
      }
    }
    if (timeline !== listOf || state.insights.quirks !== quirksOf) {
      if (!live || timeline.run !== listOf?.run || clock() - listAt >= PROBLEMS_EVERY) {
        [list, listOf, listAt] = [allProblems(state, now), timeline, clock()];
        quirksOf = state.insights.quirks;
      } else stale = true;
    }
    const end = timeline.frames.length - 1;
    return {
      state,
      live,
      metrics: shownMetrics(state, metrics(timeline, now, pinnedRow(timeline, state.look))),
      problems: list,
      lines,
      frame: state.cursor ?? end,
    };
  };
  return Object.assign(derive, { stale: () => stale });
}
