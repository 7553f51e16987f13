/** The figures of the run in one line. */
import { droppedIn } from '../../../protocol/dropped';
import { outcomeWord } from '../../../protocol/outcomeWords';
import { formatMs, nameOf } from '../../../protocol/words';
import { rowOf, type Moment, type Timeline } from '../../../protocol/timeline';
import { grouped } from '../format';
import { element, icon, setAttribute, setHidden, setText } from '../ui/element';
import type { View } from './view';

export function metricsLine(): View {
  const status = fact('status');
  const names = [
    'function',
    'TTFT',
    'first field',
    'first usable',
    'speed',
    'holds',
    'stalls',
    'retractions',
    'dropped',
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
      // Another one may have been chosen since.
      const ran = timeline.started?.header.function;
      put('function', ran && ran !== state.selection?.function ? ran : null);
      put('TTFT', some ? (m.ttft === null ? '–' : formatMs(m.ttft)) : null);
      put('first field', some ? (m.firstField ? formatMs(m.firstField.t) : '–') : null);
      put('first usable', some ? usable(timeline, m.firstUsable) : null);
      put('speed', m.tokens ? `${m.tokens.estimated ? 'est. ' : ''}${Math.round(m.tokens.perSecond)} tok/s` : null);
      put('holds', some ? (m.holds.count ? `${m.holds.count}, ${formatMs(m.holds.ms)}` : '0') : null);
      const stalled = m.stalls.reduce((sum, stall) => sum + stall.to - stall.from, 0);
      put('stalls', m.stalls.length > 0 ? `${m.stalls.length}, ${formatMs(stalled)}` : null);
      put('retractions', some ? String(m.retractions) : null);
      const dropped = droppedIn(timeline);
      put('dropped', dropped > 0 ? String(dropped) : null);
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
  const outcome = timeline.finished?.outcome;
  if (!outcome) return 'not run yet';
  const word = outcomeWord(outcome);
  // After a rule that ends in a figure the time stands apart.
  return outcome.kind === 'refused' ? word : `${word}${word.includes(':') ? ',' : ''} ${at}`;
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
