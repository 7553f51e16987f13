/**
 * The model's text, exactly. What the scrubber has not reached is set back, the chosen field's part is marked, and what the parser
 * repaired carries a badge. A click on the text chooses its field.
 */
import type { RepairFact } from '../../../protocol/insight';
import { frameAt, lengthAfter, pathOf, rowOf } from '../../../protocol/timeline';
import { count, formatPath, nameOf } from '../../../protocol/words';
import { ASKED_FOR_FROM } from '../insights';
import { fieldAt, RawRows, repairsOf, repairWords, type RawRow } from '../rawRows';
import { element, setHidden, setText } from '../ui/element';
import { RowList } from '../ui/rowList';
import { reasoning } from './reasoning';
import type { Panel, Shown, View } from './view';

const ROW = 19;
const GUTTER = 52;
/** More repairs of one field are counted. */
const MOST_TOLD = 8;
const NARROWEST = 20;

interface Marked {
  readonly text: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly repairs: readonly RepairFact[];
  readonly words: Readonly<Record<string, string>>;
}

export function rawTab(panel: Panel): View {
  const note = element('p', { class: 'note' });
  const ask = element('button', { class: 'link', type: 'button' }, 'Show what was repaired');
  const facts = element('ul', { class: 'raw-facts' });
  const sizer = element('div', { class: 'value-sizer', role: 'presentation' });
  const body = element(
    'div',
    { class: 'raw-text', tabindex: '0', role: 'region', 'aria-label': 'Text of the model' },
    sizer,
  );
  const probe = element('span', { class: 'raw-probe', 'aria-hidden': 'true' }, '0'.repeat(50));
  const thoughts = reasoning();
  const box = element('div', { class: 'raw' }, note, thoughts.element, ask, facts, body, probe);
  const rows = new RawRows();
  let columns = 60;
  let shown: Shown | null = null;
  let mark: Marked = { text: '', at: 0, from: -1, to: -1, repairs: [], words: {} };
  const drawn = new WeakMap<HTMLElement, { row: RawRow; key: string }>();
  const list = new RowList<RawRow>(
    {
      scroller: body,
      sizer,
      rowHeight: ROW,
      keyOf: (row) => String(row.start),
      create: () => element('div', { class: 'raw-row' }),
      update: (at, row) => drawRow(at, row),
    },
    () => panel.repaint(),
  );
  new ResizeObserver(() => {
    const width = probe.getBoundingClientRect().width / 50;
    const now = width > 0 ? Math.max(NARROWEST, Math.floor((body.clientWidth - GUTTER) / width)) : columns;
    if (now === columns) return;
    columns = now;
    panel.repaint();
  }).observe(body);

  body.addEventListener('click', (event) => {
    const offset = offsetOf(event);
    if (offset !== null && shown) {
      panel.dispatch({ type: 'pick', row: fieldAt(shown.state.timeline, offset, shown.frame) });
    }
  });
  ask.addEventListener('click', () => {
    const { state, frame } = shown!;
    const { run, finished } = state.asArrived ?? state.timeline;
    const length = lengthAfter(state.timeline, frame + 1);
    if (run !== null) panel.send({ type: 'askMoment', run, length, isFinal: finished !== null && isEnd(shown!) });
  });

  /** The offset in the text under the pointer. */
  function offsetOf(event: MouseEvent): number | null {
    const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const node = place?.offsetNode;
    const piece = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-from]');
    return piece && place ? Number(piece.dataset.from) + (node === piece ? 0 : place.offset) : null;
  }

  function drawRow(at: HTMLElement, row: RawRow): void {
    const repairs = repairsIn(row);
    const cuts = [row.start, mark.at, mark.from, mark.to, row.end, ...repairs.flatMap(({ span }) => [...span!])];
    const points = [...new Set(cuts.map((p) => Math.max(row.start, Math.min(row.end, p))))].sort((a, b) => a - b);
    const key = `${points.join()} ${mark.at} ${mark.from} ${mark.to} ${repairs.map(({ kind }) => kind).join()}`;
    const old = drawn.get(at);
    if (old?.key === key && old.row.start === row.start && old.row.end === row.end) return;
    drawn.set(at, { row, key });
    const pieces: (Node | string)[] = [];
    const caret = (p: number): void => {
      if (p === mark.at && mark.at < mark.text.length)
        pieces.push(element('span', { class: 'caret', 'aria-hidden': 'true' }));
    };
    caret(row.start);
    points.slice(0, -1).forEach((from, i) => {
      const to = points[i + 1]!;
      const names = [from >= mark.at ? 'after' : '', from >= mark.from && to <= mark.to ? 'span' : ''];
      const over = repairs.filter(({ span }) => span![0] <= from && to <= span![1]);
      if (over.length > 0) names.push('repaired');
      const title = over.map((repair) => repairWords(repair, mark.words)).join('\n');
      pieces.push(
        element(
          'span',
          { class: names.filter((n) => n !== '').join(' '), 'data-from': String(from), ...(title !== '' && { title }) },
          mark.text.slice(from, to),
        ),
      );
      for (const { kind, span } of repairs) {
        if (span![1] === to && to > row.start) pieces.push(element('span', { class: 'repair-badge' }, badge(kind)));
      }
      if (to < row.end || row.end === mark.text.length) caret(to);
    });
    at.replaceChildren(
      element('span', { class: 'line-number', 'aria-hidden': 'true' }, row.line === null ? '' : String(row.line)),
      element('span', { class: 'raw-line', 'data-from': String(row.start) }, ...pieces),
    );
  }

  function repairsIn(row: RawRow): readonly RepairFact[] {
    return mark.repairs.filter(({ span }) => span && span[0] <= row.end && span[1] > row.start);
  }

  let marked = '';
  let followed = '';
  let factsOf: readonly unknown[] = [];
  return {
    element: box,
    render(now: Shown) {
      shown = now;
      thoughts.render(now);
      const { state, frame } = now;
      const { timeline, selected, insights } = state;
      const row = selected === null ? undefined : rowOf(timeline, selected);
      const at = frameAt(timeline, frame) ? lengthAfter(timeline, frame + 1) : 0;
      const from = row?.start?.offset ?? -1;
      const to = row?.start ? (row.end?.offset ?? timeline.text.length) : -1;
      const run = (state.asArrived ?? timeline).run;
      const moment = insights.moment?.run === run && insights.moment.length === at ? insights.moment.facts : null;
      const repairs = moment ? moment.repairs.filter(({ span }) => span !== null) : [];
      mark = { text: timeline.text, at, from, to, repairs, words: moment?.words ?? {} };
      rows.take(timeline.text, columns, `${timeline.run} ${timeline.attempt?.number ?? 1}`);
      const place = `${selected} ${from}`;
      if (place !== marked && from >= 0) list.reveal(rows.rowAt(from));
      marked = place;
      const end = `${at}`;
      if (end !== followed && selected === null && rows.rows.length > 0) list.reveal(rows.rowAt(Math.max(0, at - 1)));
      followed = end;
      list.render(rows.rows, null);

      const total = timeline.text.length;
      const told = moment ? repairsOf(moment, timeline, selected) : [];
      const where = row?.start
        ? `${nameOf(timeline, row)} comes from line ${rows.lineAt(from)}, ${count(to - from, 'char')}. `
        : row
          ? `${nameOf(timeline, row)} has no text. `
          : '';
      const repaired = moment ? (told.length > 0 ? `${count(told.length, 'repair')}. ` : 'Nothing was repaired. ') : '';
      const reached =
        at === total
          ? `All ${count(total, 'char')}.`
          : `Upright: up to the scrubber, ${at} of ${count(total, 'char')}. Italic: not in this snapshot.`;
      setText(note, total === 0 ? 'No text has arrived.' : `${where}${repaired}${reached}`);
      setHidden(ask, moment !== null || at < ASKED_FOR_FROM);
      const key = [moment, selected, timeline.shape];
      if (key.some((part, i) => part !== factsOf[i])) {
        factsOf = key;
        facts.replaceChildren(...(moment ? factLines(now, told) : []));
      }
    },
  };
}

/** What the parser did, in sentences: repairs, then the part of the text and the variant that were taken. */
function factLines({ state }: Shown, told: readonly RepairFact[]): HTMLElement[] {
  const { timeline, selected, insights } = state;
  const facts = insights.moment!.facts!;
  const lines = told.slice(0, MOST_TOLD).map((repair) => repairWords(repair, facts.words));
  if (told.length > MOST_TOLD) lines.push(`and ${told.length - MOST_TOLD} more`);
  const row = selected === null ? undefined : rowOf(timeline, selected);
  const path = row ? formatPath(pathOf(timeline, row)) : '';
  for (const variant of facts.variants) {
    if (!row || formatPath(variant.path) !== path) continue;
    const scored = variant.options.map(
      ({ type, score, reason }, i) =>
        `${type}${i === variant.chosen ? ' (taken)' : ''}: ${score === null ? `does not fit${reason ? `, ${reason}` : ''}` : `penalty ${score}`}`,
    );
    lines.push(`union${variant.undecided ? ', not decided yet' : ''}: ${scored.join('; ')}`);
  }
  if ((!row || row.id === timeline.root) && facts.candidates.length > 1) {
    for (const { kind, tag, score, reason, chosen, span } of facts.candidates.slice(0, MOST_TOLD)) {
      const fit = score === null ? `does not fit${reason ? `, ${reason}` : ''}` : `penalty ${score}`;
      lines.push(`read as ${kind}${tag ? ` ${tag}` : ''}, ${span[0]}–${span[1]}${chosen ? ' (taken)' : ''}: ${fit}`);
    }
  }
  return lines.map((text) => element('li', {}, text));
}

const isEnd = ({ state, frame }: Shown): boolean => frame >= state.timeline.frames.length - 1;

/** `comma-dropped` as a person reads it. */
const badge = (kind: string): string => kind.replaceAll('-', ' ');
