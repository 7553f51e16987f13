/** Several runs beside each other: lanes that fill as they stream, then for each field dots, medians and spreads. */
import {
  manySummary,
  tokensWords,
  validity,
  differingValues,
  valuesWords,
  type FieldSpread,
  type GroupSpread,
  type ManySummary,
} from '../../../protocol/report/manyRuns';
import type { FromViewRecords } from '../../../protocol/records';
import { spreadWords, type Spread } from '../../../protocol/report/statistics';
import { firstContent } from '../../../protocol/metrics';
import { lastTime, type Timeline } from '../../../protocol/timeline';
import { count, formatMs } from '../../../protocol/words';
import { seconds } from '../format';
import { lastPart } from '../records/lastPart';
import { axisTicks, type CompareAxis } from '../records/compareLanes';
import { cancelling, isStopping } from '../records/cancelling';
import type { Lane, ManyState } from '../records/state';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import { beginText, Surface } from './paint';
import type { Theme } from './theme';
import type { Panel, Shown, View } from './view';

const ROW = 22;
const AXIS = 28;
const INSET = 8;
const RIGHT = 12;
/** While runs go on the table is made anew this often, in milliseconds of the page's clock. */
const EVERY = 250;
/** What a second press does. */
const FORCE = 'Wait no longer for the connection to close';

interface Line {
  readonly key: string;
  readonly field: FieldSpread;
  readonly group: number;
}

export function manyView(panel: Panel, theme: () => Theme): View {
  const send = (message: FromViewRecords): void => panel.dispatch({ type: 'records', message });
  const title = element('span', { role: 'status' });
  let latest: ManyState | null = null;
  const cancel = (run: string | null): void => {
    if (!latest) return;
    const [message, change] = cancelling(latest, run);
    send(message);
    panel.dispatch({ type: 'recordsView', change });
  };
  const stop = action('Cancel all', () => cancel(null));
  const close = action('Close (Esc)', () => send({ type: 'closeMany' }));
  // Esc presses the first of these that is there.
  for (const at of [stop, close]) at.classList.add('on-escape');
  const lanes = element('ul', { class: 'many-lanes', 'aria-label': 'Runs', 'data-region': '' });
  const groups = element('div', { class: 'many-groups' });
  const axisCanvas = element('canvas', { 'aria-hidden': 'true' });
  const titles = ['field', 'client', 'first', 'complete', 'values'];
  const head = element(
    'div',
    { class: 'many-row many-head', role: 'row' },
    ...titles.map((name, i) =>
      element('span', { role: 'columnheader', class: i === 2 || i === 3 ? 'number' : '' }, name),
    ),
    element('div', { class: 'lane', role: 'columnheader' }, element('span', { class: 'unseen' }, 'spread'), axisCanvas),
  );
  const marks = element('canvas', { class: 'compare-marks', 'aria-hidden': 'true' });
  const sizer = element('div', { class: 'rows-sizer', role: 'presentation' }, marks);
  const scroller = element('div', { class: 'rows', tabindex: '0', role: 'rowgroup' }, sizer);
  const table = element(
    'div',
    { class: 'compare-table', role: 'table', 'aria-label': 'Fields of all runs' },
    element('div', { role: 'rowgroup' }, head),
    scroller,
  );
  const box = element(
    'div',
    { class: 'work many', role: 'region', 'aria-label': 'Several runs' },
    element(
      'div',
      { class: 'left' },
      element(
        'div',
        { class: 'compare-controls', role: 'toolbar', 'aria-label': 'All runs' },
        element('h2', {}, title),
        element('span', { class: 'grow' }),
        stop,
        action('Copy as Markdown', () => send({ type: 'copyMany' })),
        close,
      ),
      lanes,
      groups,
      table,
      element(
        'p',
        { class: 'note' },
        'Times are medians in seconds. Hollow: first visible. Solid: complete. One dot for each run, a line at the median, a band from p25 to p75 from five runs on.',
      ),
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
  let summary: ManySummary = { groups: [], fields: [] };
  let lines: readonly Line[] = [];
  const list = new RowList<Line>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: ({ key }) => key,
      create: fieldRow,
      update: (at, line) => updateRow(at, line, summary),
    },
    () => panel.repaint(),
  );
  const laneParts = new Map<string, LaneParts>();
  let of: unknown = null;
  let made = -Infinity;
  let timer = 0;

  return {
    element: box,
    render({ state }: Shown) {
      latest = state.records.many;
      const { batch } = latest;
      if (!batch) return;
      const now = performance.now();
      const going = batch.lanes.filter(({ timeline }) => !timeline.finished).length;
      setText(title, `${batch.function}, ${count(batch.lanes.length, 'run')}${going ? `, ${going} not over yet` : ''}`);
      setHidden(stop, going === 0);
      const lingers = isStopping(latest, null);
      setText(stop, lingers ? 'Force all (Esc)' : 'Cancel all (Esc)');
      setAttribute(stop, 'title', lingers ? FORCE : null);
      setText(close, going === 0 ? 'Close (Esc)' : 'Close');
      const end = Math.max(1, ...batch.lanes.map(({ timeline }) => lastTime(timeline)));
      drawLanes(batch.lanes, end);
      if (of !== batch) {
        if (going === 0 || now - made >= EVERY) {
          [of, made] = [batch, now];
          summary = manySummary(batch.lanes);
          lines = summary.fields.flatMap((field) =>
            field.groups.map((_, group) => ({ key: `${field.name}\n${group}`, field, group })),
          );
          groups.replaceChildren(groupsTable(summary));
          box.classList.toggle('one-client', summary.groups.length < 2);
        } else {
          timer ||= window.setTimeout(() => {
            timer = 0;
            panel.repaint();
          }, EVERY);
        }
      }
      drawFields({ extent: end * 1.04, width: Math.max(40, width - INSET - RIGHT), ends: [end, end] });
    },
  };

  function drawLanes(all: readonly Lane[], end: number): void {
    const wanted = new Set(all.map(({ run }) => run));
    for (const [run, parts] of laneParts) {
      if (wanted.has(run)) continue;
      parts.at.remove();
      laneParts.delete(run);
    }
    all.forEach((lane, i) => {
      let parts = laneParts.get(lane.run);
      if (!parts) {
        parts = laneRow(lane, i + 1, send, cancel);
        laneParts.set(lane.run, parts);
        lanes.append(parts.at);
      }
      updateLane(parts, lane.timeline, end, i + 1, latest!.stopping.includes(lane.run));
    });
  }

  function drawFields(axis: CompareAxis): void {
    const colours = theme();
    const ticks = axisTicks(axis);
    const top = axisSurface.begin(width, AXIS);
    beginText(top, colours);
    top.fillStyle = colours.dim;
    for (const { x, label } of ticks)
      top.fillText(label, Math.max(0, INSET + x - top.measureText(label).width / 2), AXIS / 2);
    list.render(lines, null);
    if (list.isFlowing) return;
    const height = Math.max((list.last - list.first) * ROW, list.viewport.height);
    marks.style.transform = `translateY(${list.first * ROW}px)`;
    const c = surface.begin(width, height);
    c.fillStyle = colours.grid;
    for (const { x } of ticks) c.fillRect(Math.round(INSET + x), 0, 1, height);
    for (let i = list.first; i < list.last; i++) {
      const { field, group } = lines[i]!;
      paintSpread(c, field.groups[group]!, (i - list.first) * ROW, axis, colours);
    }
  }
}

interface LaneParts {
  readonly at: HTMLElement;
  readonly status: HTMLElement;
  readonly wait: HTMLElement;
  readonly bar: HTMLElement;
  readonly cancel: HTMLElement;
  readonly show: HTMLElement;
}

function laneRow(
  { run, label }: Lane,
  number: number,
  send: (message: FromViewRecords) => void,
  stop: (run: string) => void,
): LaneParts {
  const status = element('span', { class: 'dim number' });
  const wait = element('i', { class: 'many-wait' });
  const bar = element('i', { class: 'many-bar' });
  const cancel = action('Cancel', () => stop(run));
  const show = action('Show', () => send({ type: 'showMany', run }));
  show.setAttribute('aria-label', `Show run ${number} in the timeline`);
  const at = element(
    'li',
    { class: 'many-lane' },
    element('span', {}, `${number} · ${label}`),
    element('span', { class: 'many-track', 'aria-hidden': 'true' }, wait, bar),
    status,
    cancel,
    show,
  );
  return { at, status, wait, bar, cancel, show };
}

function updateLane(
  { status, wait, bar, cancel, show }: LaneParts,
  timeline: Timeline,
  end: number,
  number: number,
  isCancelled: boolean,
): void {
  const now = lastTime(timeline);
  const first = timeline.frames.length > 0 ? (firstContent(timeline)?.t ?? null) : null;
  const share = (t: number): string => `${Math.min(100, (t / end) * 100).toFixed(2)}%`;
  const outcome = timeline.finished?.outcome.kind;
  setText(
    status,
    timeline.run === null
      ? 'waits for its turn'
      : `${outcome ?? (isCancelled ? 'stopping' : 'streaming')} ${formatMs(now)}, ${count(timeline.text.length, 'char')}`,
  );
  wait.style.width = share(first ?? now);
  bar.style.left = share(first ?? now);
  bar.style.width = first === null ? '0' : share(now - first);
  bar.classList.toggle('over', outcome !== undefined);
  bar.classList.toggle('wrong', outcome === 'failed' || outcome === 'refused');
  setHidden(cancel, outcome !== undefined);
  setText(cancel, isCancelled ? 'Force' : 'Cancel');
  setAttribute(cancel, 'aria-label', `${isCancelled ? 'Force' : 'Cancel'} run ${number}`);
  setAttribute(cancel, 'title', isCancelled ? FORCE : null);
  setHidden(show, timeline.frames.length === 0);
}

function groupsTable({ groups }: ManySummary): HTMLElement {
  const words = (of: Spread | null): string => (of ? spreadWords(of, formatMs) : '–');
  const head = ['client', 'valid', 'total', 'time to first text', 'output tokens'];
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element(
      'tbody',
      {},
      ...groups.map((group) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, group.label),
          ...[
            `${validity(group)}${group.stopped ? `, ${group.stopped} stopped by rule` : ''}${group.cancelled ? `, ${group.cancelled} cancelled` : ''}`,
            words(group.total),
            words(group.firstText),
            tokensWords(group),
          ].map((text, i) => element('td', { 'data-label': head[i + 1] }, text)),
        ),
      ),
    ),
  );
}

function fieldRow(): HTMLElement {
  const cell = (name: string): HTMLElement => element('span', { class: name, role: 'cell' });
  return element(
    'div',
    { class: 'many-row', role: 'row' },
    element('span', { class: 'compare-name', role: 'rowheader' }, element('span', {})),
    ...['client dim', 'number', 'number', 'dim'].map(cell),
    element('span', { class: 'lane', role: 'cell' }, element('span', { class: 'unseen' })),
  );
}

function shortName({ name, depth }: FieldSpread): string {
  return depth === 0 ? name : lastPart(name);
}

const MOST_INDENTS = 12;

function updateRow(at: HTMLElement, { field, group }: Line, { groups }: ManySummary): void {
  const [name, client, first, complete, values, lane] = [...at.children] as HTMLElement[];
  const of = field.groups[group]!;
  const label = name!.firstElementChild!;
  setText(label, shortName(field));
  // Once for the rows of all clients.
  toggleClass(label, 'unseen', group > 0);
  setAttribute(name!, 'title', field.name);
  setAttribute(name!, 'aria-label', field.name);
  name!.style.paddingLeft = `${16 + 12 * Math.min(field.depth, MOST_INDENTS)}px`;
  setText(client!, groups[group]?.label ?? '');
  setText(first!, seconds(of.first?.median));
  setText(complete!, seconds(of.complete?.median));
  const which = differingValues(of);
  setText(values!, valuesWords(of));
  setAttribute(values!, 'title', which || null);
  const said = [
    of.first ? `first visible ${spreadWords(of.first, formatMs)}` : 'never visible',
    of.complete ? `complete ${spreadWords(of.complete, formatMs)}` : '',
    which,
  ].filter(Boolean);
  setText(lane!.firstElementChild!, said.join('; '));
  setAttribute(at, 'title', said.join('; '));
}

function paintSpread(c: CanvasRenderingContext2D, of: GroupSpread, y: number, axis: CompareAxis, theme: Theme): void {
  const x = (t: number): number => INSET + (t / axis.extent) * axis.width;
  const band = (one: Spread | null, top: number): void => {
    if (!one?.quartiles) return;
    const [low, high] = one.quartiles.map(x) as [number, number];
    c.fillStyle = theme.settled;
    c.fillRect(low, y + top - 3, Math.max(1, high - low), 7);
  };
  band(of.first, 6);
  band(of.complete, 16);
  c.lineWidth = 1.2;
  c.strokeStyle = theme.accent;
  for (const t of of.firsts) {
    c.beginPath();
    c.arc(x(t), y + 6.5, 2.4, 0, 2 * Math.PI);
    c.stroke();
  }
  c.fillStyle = theme.accent;
  for (const t of of.completes) {
    c.beginPath();
    c.arc(x(t), y + 16.5, 2.4, 0, 2 * Math.PI);
    c.fill();
  }
  c.fillStyle = theme.fg;
  if (of.first) c.fillRect(Math.round(x(of.first.median)), y + 1, 1.5, 10);
  if (of.complete) c.fillRect(Math.round(x(of.complete.median)), y + 11, 1.5, 10);
}

function action(label: string, press: () => void): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, label);
  made.addEventListener('click', press);
  return made;
}

/** How often, and with which clients. */
export function manyForm(panel: Panel): View {
  const times = element('input', {
    type: 'number',
    min: '1',
    max: '50',
    class: 'many-times',
    'aria-label': 'How many times',
  });
  const clients = element('div', { class: 'many-clients', role: 'group', 'aria-label': 'Clients' });
  const start = element('button', { class: 'link', type: 'submit' }, icon('run-all'), ' Run');
  const close = action('Close', () => change({ form: false }));
  const form = element(
    'form',
    { class: 'many-form', 'aria-label': 'Run several times' },
    element('label', { class: 'check' }, 'Run', times, 'times with each of'),
    clients,
    element('span', { class: 'grow' }),
    start,
    close,
  );
  const change = (by: {
    readonly form?: boolean;
    readonly times?: number;
    readonly clients?: readonly (string | null)[];
  }): void => panel.dispatch({ type: 'recordsView', change: { kind: 'many', ...by } });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    panel.dispatch({ type: 'runMany' });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    change({ form: false });
  });
  times.addEventListener('input', () => {
    const wanted = Math.round(Number(times.value));
    if (wanted >= 1 && wanted <= 50) change({ times: wanted });
  });
  let of: readonly unknown[] = [];
  let wasOpen = false;
  let opener: Element | null = null;
  return {
    element: form,
    render({ state }: Shown) {
      const { many } = state.records;
      const at = document.activeElement;
      const leads = wasOpen && !many.form && form.contains(at);
      setHidden(form, !many.form);
      if (!many.form) {
        wasOpen = false;
        // Back to what opened it, unless that has gone too.
        if (leads && document.hasFocus() && opener instanceof HTMLElement) opener.focus();
        return;
      }
      if (!wasOpen) opener = at;
      if (document.activeElement !== times) times.value = String(many.times);
      const info = state.functions.find(
        ({ name, project }) => name === state.selection?.function && project === state.selection.project,
      );
      const now = [state.clients, info, many.clients];
      if (now.some((item, i) => item !== of[i])) {
        of = now;
        const choices = [
          { id: null, label: info?.client ?? 'own client' },
          ...state.clients.filter(
            ({ project, label }) => (project === null || project === info?.project) && label !== info?.client,
          ),
        ];
        const focused = (document.activeElement as HTMLElement | null)?.dataset['client'];
        clients.replaceChildren(
          ...choices.map(({ id, label }) => {
            const input = element('input', { type: 'checkbox', 'data-client': id ?? '' });
            input.checked = many.clients.includes(id);
            input.addEventListener('change', () =>
              change({ clients: input.checked ? [...many.clients, id] : many.clients.filter((one) => one !== id) }),
            );
            return element('label', { class: 'check' }, input, label);
          }),
        );
        if (focused !== undefined)
          [...clients.querySelectorAll('input')].find((one) => one.dataset['client'] === focused)?.focus();
      }
      start.disabled = many.clients.length === 0;
      if (!wasOpen) queueMicrotask(() => times.focus());
      wasOpen = true;
    },
  };
}
