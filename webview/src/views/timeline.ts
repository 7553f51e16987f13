/** The timeline: the axis, the lanes, one row for each field, and what is drawn over them. */
import { formatMs, holdReason, plain } from '../../../protocol/words';
import { rowOf } from '../../../protocol/timeline';
import { chosenFunction } from '../model';
import { ghostOf, ghostShapes } from '../ghosts';
import { drawing, foldMarks, holdAtTime, marks, type HoldSpan, type Shape } from '../marks';
import { rowKey, type OutlineLine } from '../outline';
import { extentOf, toPixels, toTime, type Scale } from '../scale';
import { element, setAttribute, setText } from '../ui/element';
import { RowList } from '../ui/rowList';
import { askedHold, details } from './details';
import { createRow, updateRow, type RowParts } from './fieldRow';
import { HEAD, paintBackground, paintHead } from './lanes';
import { paintRow, Surface } from './paint';
import { scrubber } from './scrubber';
import type { Theme } from './theme';
import type { Panel, Shown, View } from './view';

export const ROW = 22;
/** Left and right of the axis, in pixels; as in the style sheet. */
const INSET = 8;
const RIGHT = 12;
const FOOT = 6;
const MOST_PROMISED = 16;
/** The explanation of a hold: its width and its distance from the mark. */
const DETAILS_WIDTH = 396;
const BESIDE = 28;

/** A hold in one line, for a tooltip. */
function holdTitle({ from, to, hold }: HoldSpan, now: number): string {
  return `held ${formatMs((to ?? now) - from)} by ${plain(holdReason(hold))}`;
}

export function timelineView(panel: Panel, theme: () => Theme): View {
  const headCanvas = element('canvas', { 'aria-hidden': 'true' });
  const rowCanvas = element('canvas', { class: 'row-marks', 'aria-hidden': 'true' });
  const plotHead = element('div', { class: 'plot-head' }, headCanvas);
  const chars = element('span', { class: 'number' });
  const head = element(
    'div',
    { class: 'timeline-head' },
    element(
      'div',
      { class: 'names' },
      element(
        'div',
        { class: 'head-line axis' },
        element('span', {}, 'field'),
        element('span', { class: 'number' }, 'first'),
        element('span', { class: 'number complete' }, 'complete'),
      ),
      element('div', { class: 'head-line phases' }, element('span', {}, 'phases')),
      element(
        'div',
        { class: 'head-line text-in' },
        element('span', {}, 'text in'),
        chars,
        element('span', { class: 'number complete dim' }, 'chars'),
      ),
    ),
    plotHead,
  );
  const columns = element(
    'div',
    { role: 'row', class: 'unseen' },
    ...['field', 'first visible, seconds', 'complete, seconds', 'timeline'].map((name) =>
      element('div', { role: 'columnheader' }, name),
    ),
  );
  const sizer = element('div', { class: 'rows-sizer', role: 'rowgroup' });
  const scroller = element(
    'div',
    { class: 'rows', role: 'treegrid', 'aria-label': 'Fields' },
    element('div', { role: 'rowgroup' }, columns),
    sizer,
  );
  const popover = details(panel);
  const flagLayer = element('div', { class: 'flag-layer' });
  const box = element('section', { class: 'timeline', 'aria-label': 'Timeline' }, head, scroller, flagLayer);
  const scrub = scrubber(panel, plotHead);
  flagLayer.append(scrub.line, scrub.flag, popover.element);
  const marksHolder = element('div', { class: 'marks-holder', 'aria-hidden': 'true' }, rowCanvas);
  sizer.append(marksHolder);

  const headSurface = new Surface(headCanvas);
  const rowSurface = new Surface(rowCanvas);
  const parts = new WeakMap<HTMLElement, RowParts>();
  let shown: Shown | null = null;
  let scale: Scale = { extent: 2_500, width: 300 };
  let plotWidth = 0;
  new ResizeObserver(() => {
    plotWidth = plotHead.clientWidth;
    panel.repaint();
  }).observe(plotHead);

  let focusKey: string | null = null;
  const list = new RowList<OutlineLine>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      foot: FOOT,
      keyOf: (line) => line.key,
      create: (line) => {
        const made = createRow(shown!.state.timeline, line);
        parts.set(made.at, made);
        return made.at;
      },
      update: (at, line, index) => {
        const selected = line.kind === 'row' && line.id === shown!.state.selected;
        const other = shown!.state.whatIf?.timeline ?? null;
        const focusable = line.key === focusKey;
        updateRow(parts.get(at)!, shown!.state.timeline, { line, index, selected, focusable, other });
      },
    },
    () => panel.repaint(),
  );

  const lineOf = (target: EventTarget | null): { line: OutlineLine; index: number } | undefined => {
    const key = (target as Element | null)?.closest('[data-key]')?.getAttribute('data-key');
    const index = shown?.lines.findIndex((line) => line.key === key) ?? -1;
    return index < 0 ? undefined : { line: shown!.lines[index]!, index };
  };
  /** A few pixels as a time: marks may be narrower than a pointer is precise. */
  const slack = (): number => (4 / Math.max(1, scale.width)) * scale.extent;
  const timeOf = (event: MouseEvent): number =>
    toTime(scale, event.clientX - plotHead.getBoundingClientRect().left - INSET);

  scroller.addEventListener('click', (event) => {
    const found = lineOf(event.target);
    if (!found) return;
    const { line } = found;
    const target = event.target as Element;
    focusKey = line.key;
    if (target.closest('.twist') || line.kind === 'fold') {
      if (line.openness !== 'leaf') panel.dispatch({ type: 'toggle', key: line.key });
      if (line.kind === 'fold') return;
    }
    if (line.kind !== 'row') return;
    const row = rowOf(shown!.state.timeline, line.id)!;
    if ((event.ctrlKey || event.metaKey) && row.decl.at) {
      panel.send({ type: 'reveal', at: row.decl.at });
      return;
    }
    const onHold = target.closest('.lane') !== null && holdAtTime(row, timeOf(event), slack()) !== null;
    panel.dispatch({ type: 'pick', row: line.id, details: onHold });
  });
  scroller.addEventListener('mousemove', (event) => {
    const lane = (event.target as Element).closest<HTMLElement>('.lane');
    const line = lane ? lineOf(lane)?.line : undefined;
    if (!lane || line?.kind !== 'row') return;
    const row = rowOf(shown!.state.timeline, line.id)!;
    const hold = holdAtTime(row, timeOf(event), slack());
    const title = hold ? `${holdTitle(hold, shown!.state.now)} (click for more)` : '';
    if (lane.title !== title) lane.title = title;
  });
  scroller.addEventListener('dblclick', (event) => {
    const line = lineOf(event.target)?.line;
    if (line && line.openness !== 'leaf' && !(event.target as Element).closest('.twist'))
      panel.dispatch({ type: 'toggle', key: line.key });
  });
  scroller.addEventListener('focusin', (event) => {
    const found = lineOf(event.target);
    if (!found || found.line.key === focusKey) return;
    focusKey = found.line.key;
    panel.repaint();
  });
  scroller.addEventListener('keydown', (event) => {
    const found = lineOf(event.target);
    if (found && rowKeys(event, found.line, found.index)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  /** Keys of a row, as WAI-ARIA's treegrid has them; everything else stays for the panel. */
  function rowKeys(event: KeyboardEvent, line: OutlineLine, index: number): boolean {
    const { lines, state } = shown!;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (line.kind === 'row')
        panel.dispatch({ type: 'pick', row: line.id, details: !(state.details && state.selected === line.id) });
      else panel.dispatch({ type: 'toggle', key: line.key });
      return true;
    }
    if (event.key === 'F12' && line.kind === 'row') {
      const at = rowOf(state.timeline, line.id)?.decl.at;
      if (at) panel.send({ type: 'reveal', at });
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const page = Math.max(1, Math.floor(list.viewport.height / ROW) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) {
      goTo(Math.max(0, Math.min(lines.length - 1, index + step)));
      return true;
    }
    if (event.shiftKey) return false;
    if (event.key === 'ArrowRight' && line.openness === 'closed') panel.dispatch({ type: 'toggle', key: line.key });
    else if (event.key === 'ArrowLeft' && line.openness === 'open') panel.dispatch({ type: 'toggle', key: line.key });
    else if (event.key === 'ArrowLeft' && line.depth > 0 && line.openness === 'closed') {
      let parent = index;
      while (parent > 0 && lines[parent]!.depth >= line.depth) parent--;
      goTo(parent);
    } else return false;
    return true;
  }

  function goTo(index: number): void {
    const line = shown!.lines[index];
    if (!line) return;
    focusKey = line.key;
    list.reveal(index);
    if (line.kind === 'row') panel.dispatch({ type: 'pick', row: line.id });
    list.render(shown!.lines, focusKey);
    list.elementOf(line.key)?.focus({ preventScroll: true });
  }

  let revealed: number | null = null;
  return {
    element: box,
    render(now: Shown) {
      shown = now;
      const { state, live, lines, metrics } = now;
      const { timeline } = state;
      const width = Math.max(40, plotWidth - INSET - RIGHT);
      scale = { extent: extentOf(state.now, live || timeline.run === null), width };
      setText(chars, timeline.started ? String(timeline.text.length) : '');
      setAttribute(scroller, 'aria-rowcount', String(lines.length + 1));
      if (!lines.some((line) => line.key === focusKey))
        focusKey = state.selected === null ? (lines[0]?.key ?? null) : rowKey(state.selected);

      const of = drawing(timeline, scale, state.now, metrics.stalls);
      const overlay = { timeline, scale, now: state.now, stalls: metrics.stalls, live, theme: theme() };
      const surface = headSurface.begin(plotWidth, HEAD);
      paintHead(surface, overlay, INSET, RIGHT);

      if (state.selected !== revealed) {
        revealed = state.selected;
        const index = lines.findIndex((line) => line.kind === 'row' && line.id === state.selected);
        if (index >= 0) list.reveal(index);
      }
      // Room for what the schema promises, so that nothing below moves when a row appears.
      const info = chosenFunction(state);
      const promised =
        info && info.name === timeline.started?.header.function ? Math.min(MOST_PROMISED, info.outline.length) : 0;
      list.render(lines, focusKey, promised);
      const height = (list.last - list.first) * ROW + FOOT;
      const top = list.first * ROW;
      marksHolder.style.transform = `translateY(${top}px)`;
      const c = rowSurface.begin(plotWidth, Math.max(height, list.last >= lines.length ? list.viewport.height : 0));
      c.save();
      c.translate(INSET, 0);
      paintBackground(c, overlay, 0, rowSurface.height, RIGHT);
      c.restore();
      for (let i = list.first; i < list.last; i++) {
        const line = lines[i]!;
        if (line.kind === 'row') paintRow(c, shapesOf(line.id, of), (i - list.first) * ROW, INSET, overlay.theme);
        else
          paintRow(c, foldMarks(rowOf(timeline, line.list)!, line, of), (i - list.first) * ROW, INSET, overlay.theme);
      }
      scrub.render(now, scale, INSET);
      placeDetails();
    },
  };

  /** No label beside a mark that is being explained. */
  function shapesOf(id: number, of: ReturnType<typeof drawing>): readonly Shape[] {
    const row = rowOf(of.timeline, id)!;
    const { whatIf } = shown!.state;
    const end = of.timeline.finished?.t ?? of.now;
    const ghost = whatIf && ghostOf(of.timeline, row, whatIf.timeline);
    const shapes = [...marks(row, of), ...ghostShapes(ghost, scale, end)];
    const { details: open, selected } = shown!.state;
    return open && selected === id ? shapes.filter((shape) => shape.kind !== 'label') : shapes;
  }

  function placeDetails(): void {
    const hadFocus = popover.element.contains(document.activeElement);
    if (!popover.render(shown!)) {
      // Closed by its own button: the focus goes back to the row it was about.
      if (hadFocus && focusKey !== null) list.elementOf(focusKey)?.focus({ preventScroll: true });
      return;
    }
    const index = shown!.lines.findIndex((line) => line.kind === 'row' && line.id === shown!.state.selected);
    const y = HEAD + (index + 1) * ROW - list.viewport.top + 4;
    const row = shown!.state.selected === null ? undefined : rowOf(shown!.state.timeline, shown!.state.selected);
    const asked = row && askedHold(shown!.state.timeline, row, shown!.state.now);
    const end = INSET + toPixels(scale, asked?.to ?? row?.start?.t ?? 0) + BESIDE;
    // Beside the mark when there is room, else below it.
    const beside = end + DETAILS_WIDTH <= plotWidth;
    const x = beside ? end : Math.max(0, plotWidth - DETAILS_WIDTH);
    const top = Math.max(HEAD, Math.min(beside ? y - ROW - 8 : y, HEAD + list.viewport.height - 20));
    popover.element.style.transform = `translate(${Math.round(x)}px, ${top}px)`;
  }
}
