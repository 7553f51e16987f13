/** A card as a front end would show the partial answer, with placeholders for what is not there yet. */
import { layoutShifts, shiftsUntil } from '../../../protocol/layoutShifts';
import { snapshotAfter } from '../../../protocol/snapshots';
import { rowOf, rowValue, type Timeline } from '../../../protocol/timeline';
import { kindOf, sizeOf } from '../../../protocol/value';
import { count, formatMs, nameOf } from '../../../protocol/words';
import { skeletonLines, type SkeletonLine } from '../skeleton';
import { element, setAttribute, setText, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import type { Panel, Shown, View } from './view';

const ROW = 26;
/** Moves that are listed. */
const MOST_TOLD = 5;

export function uiTab(panel: Panel): View {
  const note = element('p', { class: 'note' });
  const moved = element('ul', { class: 'raw-facts', 'data-region': '' });
  const sizer = element('div', { class: 'value-sizer', role: 'presentation' });
  const scroller = element('div', { class: 'card', role: 'list', 'aria-label': 'Card', tabindex: '0' }, sizer);
  const box = element('div', { class: 'ui-card' }, note, scroller, moved);
  let shown: Shown | null = null;
  const list = new RowList<SkeletonLine>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: ({ key }) => key,
      create: () => element('div', { class: 'card-line', role: 'listitem' }),
      update: (at, line) => draw(panel, at, line, shown!),
    },
    () => panel.repaint(),
  );
  let linesOf: readonly unknown[] = [];
  let lines: readonly SkeletonLine[] = [];
  let toldOf: readonly unknown[] = [];
  return {
    element: box,
    render(now) {
      shown = now;
      const { timeline } = now.state;
      if (linesOf[0] !== timeline || linesOf[1] !== now.frame) {
        linesOf = [timeline, now.frame];
        lines = skeletonLines(timeline, now.frame);
      }
      list.render(lines, null);
      const shifts = layoutShifts(timeline);
      const [some, all] = [shiftsUntil(shifts.shown, now.frame), shiftsUntil(shifts.reserved, now.frame)];
      setText(
        note,
        lines.length === 0
          ? 'Nothing to show yet.'
          : `Layout shifts so far: ${some} when only what is there is shown; ${all} when every field keeps its room, as here.`,
      );
      const key = [timeline, some];
      if (key.some((part, i) => part !== toldOf[i])) {
        toldOf = key;
        moved.replaceChildren(
          ...shifts.shown.slice(Math.max(0, some - MOST_TOLD), some).map((at) => shiftLine(panel, timeline, at)),
        );
      }
    },
  };
}

function shiftLine(
  panel: Panel,
  timeline: Timeline,
  { row, t, frame }: { row: number; t: number; frame: number },
): HTMLElement {
  const found = rowOf(timeline, row);
  const made = element('button', { class: 'link', type: 'button' }, formatMs(t));
  made.addEventListener('click', () => {
    panel.dispatch({ type: 'pick', row });
    panel.dispatch({ type: 'seek', to: { frame } });
  });
  return element('li', {}, made, ` ${found ? nameOf(timeline, found) : 'a line'} appeared above what was visible`);
}

function draw(panel: Panel, at: HTMLElement, line: SkeletonLine, { state, frame }: Shown): void {
  const { timeline, selected } = state;
  const row = rowOf(timeline, line.row);
  const value = row && line.visible ? rowValue(timeline, row, snapshotAfter(timeline, frame), frame) : undefined;
  const kind = value === undefined ? 'null' : kindOf(value);
  const text =
    value === undefined || kind === 'object'
      ? ''
      : kind === 'list'
        ? count(sizeOf(value), 'item')
        : typeof value === 'string'
          ? value
          : JSON.stringify(value);
  toggleClass(at, 'on', line.row === selected);
  const key = `${line.kind} ${line.depth} ${line.label} ${line.visible} ${line.open} ${line.empty} ${text}`;
  if (at.dataset.drawn === key) return;
  at.dataset.drawn = key;
  setAttribute(
    at,
    'class',
    `card-line ${line.kind} ${line.visible ? '' : 'pending'} ${line.row === selected ? 'on' : ''}`,
  );
  setAttribute(
    at,
    'aria-label',
    `${line.label}, ${line.visible ? text || 'shown' : line.empty ? 'empty' : 'placeholder'}`,
  );
  at.style.paddingInlineStart = `${12 + (Math.min(line.depth, 12) - 1) * 14}px`;
  at.replaceChildren(
    element('span', { class: 'card-label' }, line.label),
    line.visible
      ? element('span', { class: `card-text ${line.open ? 'open' : ''}`, title: text }, text)
      : line.empty
        ? element('span', { class: 'dim' }, '–')
        : element('span', { class: 'card-bar', 'aria-hidden': 'true' }),
  );
  at.onclick = () => panel.dispatch({ type: 'pick', row: line.row });
}
