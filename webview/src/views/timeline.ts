/** The timeline: the axis, the lanes, one row for each field, and what is drawn over them. */
import { formatMs, heldBy, plain } from '../../../protocol/words';
import type { AttemptStart } from '../../../protocol/run';
import { isBetweenAttempts, rowOf, type Row } from '../../../protocol/timeline';
import { askedHold } from '../askedHold';
import { caretRows } from '../caretRows';
import { chosenFunction } from '../model';
import { drawing, foldMarks, holdAtPlace, marks, MOST_ATTEMPTS, type HoldSpan, type Shape } from '../marks';
import { pinnedRow } from '../look';
import type { OutlineLine } from '../outline';
import { axisEnd, placeAtTime } from '../position';
import { fromPixels, toPixels, type Scale } from '../scale';
import type { RowNotes } from '../rowNotes';
import { element, setAttribute, setText } from '../ui/element';
import { asNeeded, lazily } from '../ui/lazily';
import { RowList } from '../ui/rowList';
import type { Details } from './details';
import { createRow, updateRow, type RowParts } from './fieldRow';
import { gestures } from './gestures';
import { HeadMarks } from './headMarks';
import { HEAD } from './lanes';
import { RowMarks, type PaintedRow } from './rowMarks';
import { rangeBand } from './rangeBand';
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

function attemptName({ number, client }: AttemptStart): string {
  return `attempt ${number}, ${client.name}`;
}

/** A hold in one line, for a tooltip. */
function holdTitle({ from, to, hold }: HoldSpan, now: number): string {
  return `held ${formatMs((to ?? now) - from)} ${plain(heldBy(hold))}`;
}

export function timelineView(panel: Panel, theme: () => Theme): View {
  const headCanvas = element('canvas', { 'aria-hidden': 'true' });
  const rowCanvas = element('canvas', { class: 'row-marks', 'aria-hidden': 'true' });
  const plotHead = element('div', { class: 'plot-head' }, headCanvas);
  const chars = element('span', { class: 'number' });
  const textInName = element('span', {}, 'text in');
  const phasesName = element('span', {}, 'phases');
  const attempts = lazily(
    panel,
    async () => (await import('./occasional')).attemptLanes(panel, plotHead, theme),
    ({ state }) => state.timeline.failedAttempts.length > 0,
  );
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
      attempts.element,
      element('div', { class: 'head-line phases' }, phasesName),
      element(
        'div',
        { class: 'head-line text-in' },
        textInName,
        chars,
        element('span', { class: 'number complete dim' }, 'chars'),
      ),
    ),
    plotHead,
  );
  const columnNames = ['field', '', '', 'timeline'].map((name) => element('div', { role: 'columnheader' }, name));
  const columns = element('div', { role: 'row', class: 'unseen' }, ...columnNames);
  const sizer = element('div', { class: 'rows-sizer', role: 'rowgroup' });
  const scroller = element(
    'div',
    { class: 'rows', role: 'treegrid', 'aria-label': 'Fields', tabindex: '-1' },
    element('div', { role: 'rowgroup' }, columns),
    sizer,
  );
  const flagLayer = element('div', { class: 'flag-layer' });
  const box = element('section', { class: 'timeline', 'aria-label': 'Timeline' }, head, scroller, flagLayer);
  const scrub = scrubber(panel);
  const band = rangeBand();
  const pointer = gestures(panel, [plotHead, scrub.flag, scroller], [plotHead, scrub.flag], plotHead, scrub.flag);
  flagLayer.append(band.element, pointer.element, scrub.line, scrub.flag);
  const marksHolder = element('div', { class: 'marks-holder', 'aria-hidden': 'true' }, rowCanvas);
  sizer.append(marksHolder);

  const headMarks = new HeadMarks(headCanvas);
  const rowMarks = new RowMarks(rowCanvas);
  const parts = new WeakMap<HTMLElement, RowParts>();
  let shown: Shown | null = null;
  let scale: Scale = { axis: 'time', from: 0, to: 2_500, width: 300 };
  let plotWidth = 0;
  new ResizeObserver(() => {
    plotWidth = plotHead.clientWidth;
    panel.repaint();
  }).observe(plotHead);

  /** What rows tell beside their own times, from the first time there is any of it. */
  const noteCode = asNeeded(panel, () => import('./occasional'));
  let notes: RowNotes | null = null;
  let focusKey: string | null = null;
  let pinnedId: number | null = null;
  /** Height of the lanes of attempts that failed, in pixels. */
  let above = 0;
  const list = new RowList<OutlineLine>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      flows: true,
      foot: FOOT,
      keyOf: (line) => line.key,
      create: (line) => {
        const made = createRow(shown!.state.timeline, line);
        parts.set(made.at, made);
        return made.at;
      },
      update: (at, line, index) => {
        const selected = line.kind === 'row' && line.id === shown!.state.selected;
        const focusable = line.key === focusKey;
        const pinned = line.kind === 'row' && line.id === pinnedId;
        const { timeline, insights } = shown!.state;
        updateRow(parts.get(at)!, timeline, {
          line,
          index,
          selected,
          focusable,
          notes,
          pinned,
          axis: scale.axis,
          atCaret: line.kind === 'row' && caretRows(timeline, insights.caret).has(line.id),
        });
      },
    },
    () => panel.repaint(),
  );

  const lineOf = (target: EventTarget | null): { line: OutlineLine; index: number } | undefined => {
    const key = (target as Element | null)?.closest('[data-key]')?.getAttribute('data-key');
    const index = shown?.lines.findIndex((line) => line.key === key) ?? -1;
    return index < 0 ? undefined : { line: shown!.lines[index]!, index };
  };
  /** The row's hold under the pointer. Marks may be narrower than a pointer is precise: a few pixels beside count. */
  const holdUnder = (event: MouseEvent, row: Row): HoldSpan | null => {
    const place = fromPixels(scale, event.clientX - plotHead.getBoundingClientRect().left - INSET);
    const slack = (4 / Math.max(1, scale.width)) * (scale.to - scale.from);
    return holdAtPlace(shown!.state.timeline, row, scale.axis, place, slack);
  };

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
    const onHold = target.closest('.lane') !== null && holdUnder(event, row) !== null;
    panel.dispatch({ type: 'pick', row: line.id, details: onHold });
  });
  scroller.addEventListener('mousemove', (event) => {
    const lane = (event.target as Element).closest<HTMLElement>('.lane');
    const line = lane ? lineOf(lane)?.line : undefined;
    if (!lane || line?.kind !== 'row') return;
    const row = rowOf(shown!.state.timeline, line.id)!;
    const hold = holdUnder(event, row);
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
    const page = Math.max(1, Math.floor(Math.min(list.viewport.height, window.innerHeight) / ROW) - 1);
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

  /** The explanation of a hold, from the first time one is asked for. */
  let popover: Details | null = null;
  const occasional = asNeeded(panel, () => import('./occasional'));
  let revealed: number | null = null;
  /** The part of the rows that was in sight when they were drawn last. */
  let seen = list.viewport;
  return {
    element: box,
    render(now: Shown) {
      shown = now;
      const { state, live, lines, metrics } = now;
      const { timeline } = state;
      const width = Math.max(40, plotWidth - INSET - RIGHT);
      const { axis, part } = state.look;
      const { checks, failedAttempts } = timeline;
      const hasNotes =
        state.whatIf ??
        (checks.length > 0 ||
          failedAttempts.length > 0 ||
          timeline.finished !== null ||
          state.insights.quirks?.marks.length);
      notes = hasNotes ? (noteCode(timeline.run)?.RowNotes.of(state) ?? null) : null;
      const extent = axisEnd(timeline, axis, state.now);
      scale = { axis, ...(part ?? { from: 0, to: extent }), width };
      pinnedId = pinnedRow(timeline, state.look);
      setText(chars, timeline.started ? String(timeline.text.length) : '');
      setText(textInName, axis === 'time' ? 'text in' : 'wait before');
      const unit = axis === 'time' ? 'seconds' : 'characters';
      setText(columnNames[1]!, `first visible, ${unit}`);
      setText(columnNames[2]!, `complete, ${unit}`);
      setAttribute(scroller, 'aria-rowcount', String(lines.length + 1));
      const of = drawing(timeline, scale, state.now, metrics.stalls);
      attempts.render(now);
      // Room for the lanes once they are there: their code comes with the first attempt that fails.
      const hasLanes = attempts.element.querySelector('.attempt-lane') !== null;
      above = hasLanes ? Math.min(MOST_ATTEMPTS, failedAttempts.length) * ROW : 0;
      const overlay = {
        timeline,
        scale,
        now: state.now,
        stalls: metrics.stalls,
        live,
        theme: theme(),
        received: state.asArrived !== null,
        above,
      };
      setText(
        phasesName,
        !above || !timeline.attempt
          ? 'phases'
          : isBetweenAttempts(timeline)
            ? 'next attempt'
            : attemptName(timeline.attempt),
      );
      headMarks.paint(overlay, plotWidth, INSET, RIGHT);

      const isChosen = state.selected !== revealed;
      const room = list.viewport;
      // Whatever takes room from the rows, such as a bar above them, does not take the chosen one out of sight.
      const isRevealing = isChosen || (room.height > 0 && room.height !== seen.height);
      revealed = state.selected;
      let selectedAt = isRevealing ? lines.findIndex((line) => line.kind === 'row' && line.id === state.selected) : -1;
      const y = selectedAt * ROW - seen.top;
      if (!isChosen && (list.isFlowing || y <= -ROW || y >= seen.height)) selectedAt = -1;
      if (selectedAt >= 0 && !list.isFlowing) list.reveal(selectedAt);
      if (room.height > 0) seen = list.viewport;
      // Room for what the schema promises, so that nothing below moves when a row appears.
      const info = chosenFunction(state);
      const promised =
        info && info.name === timeline.started?.header.function ? Math.min(MOST_PROMISED, info.outline.length) : 0;
      if (!list.has(lines, focusKey)) focusKey = stop(lines, state.selected);
      list.render(lines, focusKey, promised);
      // There the row has to be an element before it can be shown.
      if (selectedAt >= 0 && list.isFlowing) list.reveal(selectedAt);
      // Given the focus before there was a row to have it.
      if (focusKey !== null && document.activeElement === scroller)
        list.elementOf(focusKey)?.focus({ preventScroll: true });
      const height = (list.last - list.first) * ROW + FOOT;
      const top = list.first * ROW;
      marksHolder.style.top = `${top}px`;
      // A list that flows says its marks in words, and is too high to be painted.
      if (!list.isFlowing)
        rowMarks.paint({
          overlay,
          rows: lines.slice(list.first, list.last).map((line) => paintedRow(line, of)),
          width: plotWidth,
          height: Math.max(height, list.last >= lines.length ? list.viewport.height : 0),
          rowHeight: ROW,
          inset: INSET,
          right: RIGHT,
          of: [notes, state.details && state.selected, state.asArrived === null],
        });
      scrub.render(now, scale, INSET);
      band.render(state, scale, INSET);
      pointer.render(now, scale, INSET, extent);
      placeDetails();
    },
  };

  /** The row that can be had by the keyboard: the chosen one when it is on screen, else the first that is. */
  function stop(lines: readonly OutlineLine[], selected: number | null): string | null {
    const { first, last } = list.window(lines.length);
    const there = lines.slice(first, last);
    return (there.find((line) => line.kind === 'row' && line.id === selected) ?? there[0])?.key ?? null;
  }

  function paintedRow(line: OutlineLine, of: ReturnType<typeof drawing>): PaintedRow {
    const { key } = line;
    const { timeline } = of;
    if (line.kind === 'fold') {
      const row = rowOf(timeline, line.list)!;
      return {
        key,
        from: [row, line.to],
        isOpen: !timeline.finished && !row.complete,
        shapes: () => foldMarks(row, line, of),
      };
    }
    const row = rowOf(timeline, line.id)!;
    const isOpen =
      !timeline.finished && (row.held !== null || (row.start !== null && !row.end) || (row.visible && !row.complete));
    return { key, from: [row, notes?.count(row, timeline)], isOpen, shapes: () => shapesOf(line.id, of) };
  }

  /** No label beside a mark that is being explained. */
  function shapesOf(id: number, of: ReturnType<typeof drawing>): readonly Shape[] {
    const row = rowOf(of.timeline, id)!;
    const shapes = [...(notes?.behind(row, of) ?? []), ...marks(row, of), ...(notes?.shapes(row, of) ?? [])];
    const { details: open, selected } = shown!.state;
    return open && selected === id ? shapes.filter((shape) => shape.kind !== 'label') : shapes;
  }

  function placeDetails(): void {
    if (!popover) {
      const code = shown!.state.details ? occasional(shown!.state.selected) : null;
      if (!code) return;
      popover = code.details(panel);
      flagLayer.append(popover.element);
    }
    const hadFocus = popover.element.contains(document.activeElement);
    if (!popover.render(shown!)) {
      // Closed by its own button: the focus goes back to the row it was about.
      if (hadFocus && focusKey !== null) list.elementOf(focusKey)?.focus({ preventScroll: true });
      return;
    }
    const index = shown!.lines.findIndex((line) => line.kind === 'row' && line.id === shown!.state.selected);
    const head = HEAD + above;
    const y = head + (index + 1) * ROW - list.viewport.top + 4;
    const row = shown!.state.selected === null ? undefined : rowOf(shown!.state.timeline, shown!.state.selected);
    const asked = row && askedHold(shown!.state.timeline, row, shown!.state.now);
    const place = placeAtTime(shown!.state.timeline, scale.axis, asked?.to ?? row?.start?.t ?? 0);
    const end = INSET + Math.max(0, toPixels(scale, place)) + BESIDE;
    // Beside the mark when there is room, else below it.
    const beside = end + DETAILS_WIDTH <= plotWidth;
    const x = beside ? end : Math.max(0, plotWidth - DETAILS_WIDTH);
    const top = Math.max(head, Math.min(beside ? y - ROW - 8 : y, head + list.viewport.height - 20));
    popover.element.style.transform = `translate(${Math.round(x)}px, ${top}px)`;
  }
}
