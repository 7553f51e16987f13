/** The figures of the run in one line, and what it ended with in a sentence. */
import { count, formatMs, nameOf } from '../../../protocol/words';
import type { Outcome, RunFailure, RunProblem, SourceLocation } from '../../../protocol/run';
import { stopReason } from '../../../protocol/runOptions';
import { rowOf, type Moment, type Timeline } from '../../../protocol/timeline';
import { grouped } from '../format';
import { element, icon, setAttribute, setHidden, setText } from '../ui/element';
import { sourceLink } from './location';
import type { Panel, Shown, View } from './view';

export function metricsLine(): View {
  const status = fact('status');
  const names = [
    'TTFT',
    'first field',
    'first usable',
    'speed',
    'holds',
    'stalls',
    'retractions',
    'chunks',
    'snapshots',
    'types',
    'arrival',
  ] as const;
  const facts = new Map(names.map((name) => [name, fact(name)]));
  const mark = icon('circle-large-outline');
  status.value.before(mark);
  const list = element(
    'dl',
    { class: 'metrics', 'aria-label': 'Figures' },
    status.element,
    ...[...facts.values()].map((f) => f.element),
  );
  return {
    element: list,
    render({ state, metrics: m, live }) {
      const { timeline } = state;
      const began = timeline.run !== null;
      setText(status.value, statusText(state.timeline, live, state.now, state.stopping, state.asked));
      setAttribute(mark, 'class', `codicon codicon-${statusIcon(timeline, live)}`);
      const put = (name: (typeof names)[number], value: string | null): void => {
        const at = facts.get(name)!;
        setHidden(at.element, value === null);
        if (value !== null) setText(at.value, value);
      };
      const some = began && timeline.started !== null;
      put('TTFT', some ? (m.ttft === null ? '–' : formatMs(m.ttft)) : null);
      put('first field', some ? (m.firstField ? formatMs(m.firstField.t) : '–') : null);
      put('first usable', some ? usable(timeline, m.firstUsable) : null);
      put('speed', m.tokens ? `${m.tokens.estimated ? 'est. ' : ''}${Math.round(m.tokens.perSecond)} tok/s` : null);
      put('holds', some ? (m.holds.count ? `${m.holds.count}, ${formatMs(m.holds.ms)}` : '0') : null);
      const stalled = m.stalls.reduce((sum, stall) => sum + stall.to - stall.from, 0);
      put('stalls', m.stalls.length > 0 ? `${m.stalls.length}, ${formatMs(stalled)}` : null);
      put('retractions', some ? String(m.retractions) : null);
      put('chunks', some ? `${grouped(m.chunks)}, ${grouped(m.chars)} chars` : null);
      // A replay prefers the project's types, as edited now; which were used decides what is on screen.
      put('types', timeline.started?.source === 'replay' ? `of the ${timeline.started.schemaFrom}` : null);
      // A client without streaming, or a server that holds everything back: nobody sees anything grow.
      const isWhole = timeline.finished?.outcome.kind === 'completed' && timeline.reads.length === 1 && m.chars > 0;
      put('arrival', isWhole ? 'in one read: not streamed' : null);
      put('snapshots', some ? `${grouped(m.snapshots)}, ${grouped(m.noOps)} no-op` : null);
    },
  };
}

function fact(name: string): { element: HTMLElement; value: HTMLElement } {
  const value = element('span', {});
  return {
    element: element('div', { class: name.replace(' ', '-') }, element('dt', {}, name), element('dd', {}, value)),
    value,
  };
}

function usable(timeline: Timeline, moment: Moment | null): string {
  const row = moment && rowOf(timeline, moment.row);
  if (!row) return '–';
  return `${nameOf(timeline, row)} ${formatMs(moment.t)}`;
}

function statusText(timeline: Timeline, live: boolean, now: number, stopping: boolean, asked: boolean): string {
  const at = `${(now / 1000).toFixed(2)} s`;
  if (stopping) return `stopping ${at}`;
  if (live)
    return `${timeline.started?.source === 'replay' ? 'replaying' : timeline.frames.length > 0 ? 'streaming' : 'waiting'} ${at}`;
  if (asked) return 'starting';
  const outcome = timeline.finished?.outcome.kind;
  return outcome === undefined ? 'not run yet' : outcome === 'refused' ? 'not run' : `${outcome} ${at}`;
}

function statusIcon(timeline: Timeline, live: boolean): string {
  if (live) return 'color-mode';
  switch (timeline.finished?.outcome.kind) {
    case undefined:
      return 'circle-large';
    case 'completed':
      return 'pass';
    case 'cancelled':
      return 'circle-slash';
    default:
      return 'error';
  }
}

// ------------------------------------------------------------------------------------------------ banner

export function banner(panel: Panel): View {
  const box = element('div', { class: 'banners' });
  let of: unknown[] = [];
  return {
    element: box,
    render({ state }) {
      const { finished } = state.timeline;
      const problems = state.timeline.run === null || finished?.outcome.kind === 'refused' ? blockers(state) : [];
      const now = [finished, state.notice, problems[0]];
      if (now.every((item, i) => item === of[i]) && of.length > 0) return;
      of = now;
      box.replaceChildren();
      if (state.notice) box.append(noticeBanner(panel, state.notice));
      if (finished) box.append(...outcomeBanner(panel, state.timeline, finished.outcome));
      else if (problems.length > 0) box.append(refusedBanner(panel, problems));
    },
  };
}

function blockers(state: Shown['state']): readonly RunProblem[] {
  const info = state.functions.find(
    (f) => f.name === state.selection?.function && f.project === state.selection.project,
  );
  return info?.problems ?? [];
}

function line(kind: 'neutral' | 'bad', iconName: string, ...content: (Node | string)[]): HTMLElement {
  return element(
    'div',
    { class: `banner ${kind}` },
    icon(iconName),
    element('div', { class: 'banner-text' }, ...content),
  );
}

function noticeBanner(panel: Panel, notice: { severity: 'info' | 'error'; message: string }): HTMLElement {
  const close = element('button', { class: 'link', type: 'button' }, 'Dismiss');
  close.addEventListener('click', () => panel.dispatch({ type: 'dismiss' }));
  const made = line(
    notice.severity === 'error' ? 'bad' : 'neutral',
    notice.severity === 'error' ? 'error' : 'info',
    notice.message,
  );
  made.append(close);
  made.setAttribute('role', notice.severity === 'error' ? 'alert' : 'status');
  return made;
}

function outcomeBanner(panel: Panel, timeline: Timeline, outcome: Outcome): HTMLElement[] {
  switch (outcome.kind) {
    case 'completed':
      return (outcome.warnings ?? []).map((warning) => line('neutral', 'warning', warning));
    case 'refused':
      return [refusedBanner(panel, outcome.problems)];
    case 'cancelled': {
      const closed = outcome.forced
        ? '; nobody waited for the connection to close'
        : outcome.closedAfter === undefined
          ? ''
          : `; connection closed in ${formatMs(outcome.closedAfter)}`;
      const tokens = Math.round(timeline.text.length / 4);
      const cost =
        timeline.started?.source === 'live' && tokens > 0 ? `; ~${tokens} output tokens may be billed (est.)` : '';
      return [
        withActions(
          panel,
          line(
            'neutral',
            'circle-slash',
            `${outcome.stopped ? `Ended by a rule: ${stopReason(outcome.stopped)}. ` : ''}Stopped at ${formatMs(timeline.finished!.t)} after ${count(timeline.text.length, 'char')}${closed}${cost}.`,
          ),
        ),
      ];
    }
    case 'failed':
      return [withActions(panel, failureBanner(panel, outcome.error))];
  }
}

function failureBanner(panel: Panel, error: RunFailure): HTMLElement {
  const facts = [error.status === undefined ? null : `HTTP ${error.status}`, error.url].filter(
    (f) => f !== null && f !== undefined,
  );
  const made = line('bad', 'error', element('span', {}, error.message));
  const text = made.querySelector('.banner-text')!;
  if (facts.length > 0 && !facts.every((f) => error.message.includes(f)))
    text.append(' ', element('span', { class: 'dim' }, facts.join(' · ')));
  if (error.hint) text.append(element('div', { class: 'hint' }, error.hint));
  if (error.body)
    text.append(
      element('details', {}, element('summary', {}, 'What the provider answered'), element('pre', {}, error.body)),
    );
  if (error.at) made.append(sourceLink(panel, error.at));
  return made;
}

function refusedBanner(panel: Panel, problems: readonly RunProblem[]): HTMLElement {
  const item = (problem: { message: string; at?: SourceLocation }): HTMLElement =>
    element('li', {}, problem.message, ' ', problem.at ? sourceLink(panel, problem.at) : null);
  const shown = problems.slice(0, 5).map(item);
  const more = problems.length - shown.length;
  return line(
    'bad',
    'error',
    element(
      'span',
      {},
      problems.length === 1
        ? 'This function cannot be run:'
        : `This function cannot be run, for ${problems.length} reasons:`,
    ),
    element('ul', {}, ...shown, more > 0 ? element('li', {}, `and ${more} more`) : ''),
  );
}

function withActions(panel: Panel, made: HTMLElement): HTMLElement {
  const save = element('button', { class: 'link', type: 'button' }, 'Save recording');
  save.addEventListener('click', () => panel.dispatch({ type: 'save' }));
  const again = element('button', { class: 'link', type: 'button' }, 'Run again');
  again.addEventListener('click', () => panel.dispatch({ type: 'run' }));
  made.append(save, again);
  return made;
}
