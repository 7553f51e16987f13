/** Two runs side by side: the baseline A, and B, which is the run on screen. */
import { ALIGNMENTS } from '../../../protocol/alignment';
import {
  compareRuns,
  deltaOf,
  deltaText,
  differingCount,
  otherFunction,
  type ComparedField,
  type RunComparison,
} from '../../../protocol/report/compareRuns';
import type { FromViewRecords } from '../../../protocol/records';
import { lastTime, type Timeline } from '../../../protocol/timeline';
import { formatMs, plain } from '../../../protocol/words';
import { seconds } from '../format';
import { lastPart } from '../records/lastPart';
import {
  axisTicks,
  compareAxis,
  ghostBars,
  paintCompared,
  solidShapes,
  type CompareAxis,
} from '../records/compareLanes';
import type { CompareState, RecordsChange } from '../records/state';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import { dropdown } from '../ui/controls';
import { beginText, Surface } from './paint';
import { sentence } from './problems';
import type { Theme } from './theme';
import type { Panel, Shown, View } from './view';

const ROW = 22;
const AXIS = 28;
const INSET = 8;
const RIGHT = 12;
/** While B goes on the comparison is made anew this often, in milliseconds of its run. */
const EVERY = 250;

export function compareView(panel: Panel, theme: () => Theme): View {
  const change = (by: Omit<RecordsChange, 'kind'>): void =>
    panel.dispatch({ type: 'recordsView', change: { kind: 'compare', ...by } });
  const send = (message: FromViewRecords): void => panel.dispatch({ type: 'records', message });

  const nameA = element('span', {});
  const nameB = element('span', {});
  const different = element('p', { class: 'note', role: 'status' });
  const heads = element(
    'div',
    { class: 'compared' },
    element(
      'div',
      { class: 'run-line' },
      element('i', { class: 'mark-a' }),
      element('b', {}, 'A'),
      element('span', { class: 'badge' }, 'baseline'),
      nameA,
    ),
    element('div', { class: 'run-line' }, element('i', { class: 'mark-growth' }), element('b', {}, 'B'), nameB),
    different,
  );
  const columns = ['first visible, s', 'A', 'B', 'B − A', '', 'complete A', 'B', 'B − A'];
  const axisCanvas = element('canvas', { 'aria-hidden': 'true' });
  const head = element(
    'div',
    { class: 'compare-head', role: 'row' },
    ...columns.map((title, i) =>
      element(
        'span',
        { role: 'columnheader', class: `${i > 0 && i !== 4 ? 'number' : ''} ${i > 4 ? 'later' : ''}` },
        title || element('span', { class: 'unseen' }, 'in words'),
      ),
    ),
    element(
      'div',
      { class: 'compare-axis', role: 'columnheader' },
      element('span', { class: 'unseen' }, 'timeline'),
      axisCanvas,
    ),
  );
  const marks = element('canvas', { class: 'compare-marks', 'aria-hidden': 'true' });
  const sizer = element('div', { class: 'rows-sizer', role: 'presentation' }, marks);
  const scroller = element('div', { class: 'rows', tabindex: '0', role: 'rowgroup' }, sizer);
  const table = element(
    'div',
    { class: 'compare-table', role: 'table', 'aria-label': 'Fields of both runs' },
    element('div', { role: 'rowgroup' }, head),
    scroller,
  );
  const totals = element('div', { class: 'compare-totals' });
  const about = element('div', {});
  const align = dropdown('Align at', (value) =>
    change({ align: ALIGNMENTS.find((one) => one === value) ?? 'request' }),
  );
  const only = checkbox('Only differing fields', (on) => change({ onlyDiffering: on }));
  const ghosts = checkbox('Show A behind', (on) => change({ ghosts: on }));
  let settings: CompareState | null = null;
  const controls = element(
    'div',
    { class: 'compare-controls', role: 'toolbar', 'aria-label': 'Comparison' },
    element('span', { class: 'dim', 'aria-hidden': 'true' }, 'align'),
    align.element,
    only.element,
    ghosts.element,
    element('span', { class: 'grow' }),
    action('Swap A and B', () => send({ type: 'swapRuns' })),
    action('Copy as Markdown', () =>
      send({ type: 'copyComparison', align: settings!.align, onlyDiffering: settings!.onlyDiffering }),
    ),
    action('Forget the baseline', () => send({ type: 'forgetBaseline' })),
    action('Close (Esc)', () => change({ open: false })),
  );
  const key = element(
    'p',
    { class: 'note' },
    'Outline: A, dotted while it was held. Solid: B, hatched while it was held.',
  );
  const left = element('div', { class: 'left' }, heads, controls, table, key);
  const box = element(
    'div',
    { class: 'work compare', role: 'region', 'aria-label': 'Comparison of two runs' },
    left,
    element(
      'aside',
      { class: 'inspector compare-about', 'aria-label': 'Totals, and what changed from A to B', tabindex: '0' },
      totals,
      about,
    ),
  );

  const axisSurface = new Surface(axisCanvas);
  const surface = new Surface(marks);
  let width = 0;
  const plot = axisCanvas.parentElement!;
  new ResizeObserver(() => {
    width = plot.clientWidth;
    panel.repaint();
  }).observe(plot);

  let fields: readonly ComparedField[] = [];
  const list = new RowList<ComparedField>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: ({ name }) => name,
      create: () => fieldRow(),
      update: (at, field) => updateRow(at, field),
    },
    () => panel.repaint(),
  );

  let of: readonly unknown[] = [];
  let comparison: RunComparison | null = null;
  let drawn: RunComparison | null = null;

  return {
    element: box,
    render({ state, live }: Shown) {
      const { baseline, compare } = state.records;
      if (!baseline) return;
      settings = compare;
      const b = state.timeline;
      const now = [baseline.timeline, live ? Math.floor(state.now / EVERY) : b, compare.align];
      if (!comparison || now.some((item, i) => item !== of[i])) {
        of = now;
        comparison = compareRuns(baseline.timeline, b, compare.align, state.now);
      }
      fields = compare.onlyDiffering ? comparison.fields.filter(({ differs }) => differs) : comparison.fields;
      align.set(
        ALIGNMENTS.map((value) => ({ value, label: `at the ${value}` })),
        compare.align,
      );
      only.set(compare.onlyDiffering);
      ghosts.set(compare.ghosts);
      if (drawn !== comparison) {
        drawn = comparison;
        const [ofA, ofB] = comparison.functions;
        setText(nameA, named(ofA, baseline.label, endOf(baseline.timeline, lastTime(baseline.timeline))));
        setText(nameB, named(ofB, b.started?.header.client.name, endOf(b, state.now)));
        const said = otherFunction(comparison);
        setHidden(different, said === null);
        different.replaceChildren(...(said ? [icon('warning'), ' ', ...sentence(said)] : []));
        totals.replaceChildren(...totalsTable(comparison));
        about.replaceChildren(...changes(comparison, send));
      }
      const ends = [lastTime(baseline.timeline), Math.max(state.now, lastTime(b))] as const;
      draw(comparison, compareAxis(comparison, ends, Math.max(40, width - INSET - RIGHT)), compare.ghosts);
    },
  };

  function draw({ zero }: RunComparison, axis: CompareAxis, withGhosts: boolean): void {
    const colours = theme();
    const ticks = axisTicks(axis);
    const top = axisSurface.begin(width, AXIS);
    beginText(top, colours);
    top.fillStyle = colours.dim;
    for (const { x, label } of ticks)
      top.fillText(label, Math.max(0, INSET + x - top.measureText(label).width / 2), AXIS / 2);
    list.render(fields, null);
    if (list.isFlowing) return;
    const height = Math.max((list.last - list.first) * ROW, list.viewport.height);
    marks.style.transform = `translateY(${list.first * ROW}px)`;
    const c = surface.begin(width, height);
    c.fillStyle = colours.grid;
    for (const { x } of ticks) c.fillRect(Math.round(INSET + x), 0, 1, height);
    for (let i = list.first; i < list.last; i++) {
      const field = fields[i]!;
      const bars = withGhosts ? ghostBars(field, axis, zero[0]) : [];
      paintCompared(
        c,
        { ghosts: bars, solid: solidShapes(field, axis, zero[1]) },
        (i - list.first) * ROW,
        INSET,
        colours,
      );
    }
  }
}

function named(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function endOf(timeline: Timeline, now: number): string {
  return `${timeline.finished?.outcome.kind ?? 'still going on'} ${formatMs(now)}`;
}

function fieldRow(): HTMLElement {
  const cell = (name: string): HTMLElement => element('span', { class: name, role: 'cell' });
  return element(
    'div',
    { class: 'compare-row', role: 'row' },
    element('span', { class: 'compare-name', role: 'rowheader' }),
    ...['number dim', 'number', 'number', 'verdict dim', 'number dim later', 'number later', 'number later'].map(cell),
    element('span', { class: 'lane', role: 'cell' }, element('span', { class: 'unseen' })),
  );
}

function deltaWords(pair: readonly [number | null, number | null]): string {
  const ms = deltaOf(pair);
  return ms === null ? '' : deltaText(ms);
}

const MOST_INDENTS = 12;

function updateRow(at: HTMLElement, field: ComparedField): void {
  const { name, depth, first, complete, held, retractions, verdict, differs } = field;
  const [title, a, b, delta, word, doneA, doneB, doneDelta, lane] = [...at.children] as HTMLElement[];
  const short = depth === 0 ? (field.b ?? field.a)!.type : lastPart(name);
  setText(title!, short);
  setAttribute(title!, 'title', name);
  title!.style.paddingLeft = `${16 + 12 * Math.min(depth, MOST_INDENTS)}px`;
  setText(a!, seconds(first[0]));
  setText(b!, seconds(first[1]));
  setText(delta!, deltaWords(first));
  setText(doneA!, seconds(complete[0]));
  setText(doneB!, seconds(complete[1]));
  setText(doneDelta!, deltaWords(complete));
  setText(word!, verdict);
  toggleClass(at, 'same', !differs);
  const said = [
    `complete ${seconds(complete[0])} in A, ${seconds(complete[1])} in B`,
    held[0].count || held[1].count ? `held ${formatMs(held[0].ms)} in A, ${formatMs(held[1].ms)} in B` : '',
    retractions[0] || retractions[1] ? `retractions ${retractions[0]} in A, ${retractions[1]} in B` : '',
  ].filter(Boolean);
  setText(lane!.firstElementChild!, said.join('; '));
  setAttribute(at, 'title', said.join('; '));
}

function totalsTable({ totals, notes }: RunComparison): HTMLElement[] {
  const cells = (kind: 'th' | 'td', texts: readonly string[]): HTMLElement[] =>
    texts.map((text, i) =>
      i === 0 && kind === 'td'
        ? element('th', { scope: 'row' }, text)
        : element(kind, { ...(kind === 'th' && { scope: 'col' }), class: i > 0 && i < 4 ? 'number' : '' }, text),
    );
  return [
    element('h2', {}, 'Totals'),
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...cells('th', ['figure', 'A', 'B', 'B − A']),
          element('th', { scope: 'col' }, element('span', { class: 'unseen' }, 'in words')),
        ),
      ),
      element(
        'tbody',
        {},
        ...totals.map(({ name, a, b, delta, verdict }) =>
          element('tr', {}, ...cells('td', [name, a, b, delta, verdict])),
        ),
      ),
    ),
    ...notes.map((note) => element('p', { class: 'note' }, plain(note))),
  ];
}

function changes(comparison: RunComparison, send: (message: FromViewRecords) => void): HTMLElement[] {
  const { changed, same } = comparison;
  const list = (items: readonly string[], none: string): HTMLElement =>
    items.length
      ? element('ul', {}, ...items.map((item) => element('li', {}, item)))
      : element('p', { class: 'note' }, none);
  return [
    element('h2', {}, 'What changed from A to B'),
    list(changed, 'Nothing that is recorded.'),
    element(
      'p',
      { class: 'note actions', role: 'toolbar', 'aria-label': 'What changed' },
      link('diff', 'Compare the types', () => send({ type: 'openDiff', what: 'schema' })),
      link('diff', 'Compare the prompts', () => send({ type: 'openDiff', what: 'prompt' })),
    ),
    element('h2', {}, 'Same in both'),
    list(same, 'Nothing that is recorded.'),
    element('p', { class: 'note' }, differingCount(comparison)),
  ];
}

function link(iconName: string, label: string, press: () => void): HTMLElement {
  const made = action(label, press);
  made.prepend(icon(iconName), ' ');
  return made;
}

function action(label: string, press: () => void): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, label);
  made.addEventListener('click', press);
  return made;
}

function checkbox(
  label: string,
  changed: (on: boolean) => void,
): { readonly element: HTMLElement; set(on: boolean): void } {
  const input = element('input', { type: 'checkbox' });
  input.addEventListener('change', () => changed(input.checked));
  return { element: element('label', { class: 'check' }, input, label), set: (on) => (input.checked = on) };
}
