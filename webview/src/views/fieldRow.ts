/** One row of the treegrid as elements: name, type, attributes, the two times, and the same facts for a screen reader. */
import { count, formatMs, heldBy, plain } from '../../../protocol/words';
import { completedAt, endState, stateWord } from '../../../protocol/rowState';
import { keptItems } from '../../../protocol/dropped';
import { rowOf, type Mark, type Row, type Timeline } from '../../../protocol/timeline';
import { grouped, seconds, shortAttribute } from '../format';
import { cadenceText, isList } from '../marks';
import type { OutlineLine } from '../outline';
import type { RowNotes } from '../rowNotes';
import { placeOf } from '../position';
import type { Axis } from '../scale';
import { element, setAttribute, setHidden, setText, toggleClass } from '../ui/element';

/** Deeper rows are not indented further: the name must stay readable. */
const MOST_INDENTS = 12;

export interface RowParts {
  readonly at: HTMLElement;
  readonly name: HTMLElement;
  readonly first: HTMLElement;
  readonly complete: HTMLElement;
  readonly count: HTMLElement;
  readonly pin: HTMLElement;
  readonly lane: HTMLElement;
  /** What the row shows was read from. */
  drawn: readonly unknown[];
}

export function createRow(timeline: Timeline, line: OutlineLine): RowParts {
  const count = element('span', { class: 'count' });
  const indents = Array.from({ length: Math.min(line.depth, MOST_INDENTS) }, () =>
    element('span', { class: 'indent' }),
  );
  const twist = element('span', { class: 'codicon twist', 'aria-hidden': 'true' });
  const title = element('span', { class: 'title' }, ...indents, twist);
  const pin = element('span', { class: 'codicon codicon-pinned pin', title: 'Pinned as first usable (P)' });
  const name = element('div', { class: 'name', role: 'rowheader' }, title);
  if (line.kind === 'row') {
    const { decl } = rowOf(timeline, line.id)!;
    const own = decl.key === null ? decl.type : typeof decl.key === 'number' ? `[${decl.key}]` : decl.key;
    const label = line.label ?? own;
    title.append(element('span', { class: 'field-name', title: label }, label));
    if (decl.key !== null && typeof decl.key !== 'number')
      name.append(element('span', { class: 'type', title: decl.type }, decl.type));
    for (const attribute of decl.attributes)
      name.append(element('span', { class: 'attribute', title: attribute }, shortAttribute(attribute)));
  } else {
    title.append(element('span', { class: 'field-name' }, `[${line.from} … ${line.to - 1}]`));
  }
  name.append(count, pin);
  const first = element('div', { class: 'number', role: 'gridcell' });
  const complete = element('div', { class: 'number complete', role: 'gridcell' });
  const lane = element('span', { class: 'unseen' });
  const at = element(
    'div',
    { class: 'row field', role: 'row', tabindex: '-1', 'data-key': line.key, 'aria-level': String(line.depth + 1) },
    name,
    first,
    complete,
    element('div', { class: 'lane', role: 'gridcell' }, lane),
  );
  return { at, name, first, complete, count, pin, lane, drawn: [] };
}

export interface RowShown {
  readonly line: OutlineLine;
  readonly index: number;
  readonly selected: boolean;
  readonly focusable: boolean;
  /** What is told of it beside its own times; null while there is none of it. */
  readonly notes: RowNotes | null;
  /** Pinned as what makes the answer usable. */
  readonly pinned: boolean;
  readonly axis: Axis;
  /** The line of code the caret is in is about it. */
  readonly atCaret: boolean;
}

export function updateRow(
  parts: RowParts,
  timeline: Timeline,
  { line, index, selected, focusable, notes, pinned, axis, atCaret }: RowShown,
): void {
  const { at } = parts;
  const row = line.kind === 'row' ? rowOf(timeline, line.id)! : null;
  const list = line.kind === 'fold' ? rowOf(timeline, line.list)! : null;
  const read = [
    focusable,
    selected,
    atCaret,
    row ?? list,
    line.openness,
    index,
    timeline.finished,
    line.kind === 'fold' ? line.to : 0,
    notes,
    pinned,
    axis,
  ];
  if (read.every((item, i) => item === parts.drawn[i]) && parts.drawn.length > 0) return;
  parts.drawn = read;
  setAttribute(at, 'tabindex', focusable ? '0' : '-1');
  setAttribute(at, 'aria-selected', String(selected));
  toggleClass(at, 'on', selected);
  toggleClass(at, 'at-caret', atCaret);
  setAttribute(at, 'aria-rowindex', String(index + 2));
  setAttribute(at, 'aria-expanded', line.openness === 'leaf' ? null : String(line.openness === 'open'));
  const twist = parts.name.querySelector('.twist')!;
  setAttribute(
    twist,
    'class',
    `codicon twist ${line.openness === 'leaf' ? '' : line.openness === 'open' ? 'codicon-chevron-down' : 'codicon-chevron-right'}`,
  );
  setHidden(parts.pin, !pinned);
  if (row) drawRow(parts, timeline, row, notes, pinned, axis);
  else if (list && line.kind === 'fold') drawFold(parts, timeline, list, line.from, line.to, axis);
}

function drawRow(
  parts: RowParts,
  timeline: Timeline,
  row: Row,
  notes: RowNotes | null,
  pinned: boolean,
  axis: Axis,
): void {
  const end = endState(timeline, row);
  const complete = completedAt(timeline, row);
  setText(parts.first, figure(timeline, axis, row.firstVisible));
  setText(parts.complete, end === 'complete' || !end ? figure(timeline, axis, complete) : stateWord(row, end));
  toggleClass(parts.complete, 'bad', end === 'invalid' || end === 'dropped');
  const lost = row.dropped.length > 0 ? `, ${row.dropped.length} dropped` : '';
  const items = isList(row) && (row.arrivals.length > 0 || lost !== '');
  const kept = keptItems(timeline, row);
  setText(parts.count, items ? `×${kept}${lost}` : '');
  const every = items ? cadenceText(timeline, row, axis) : null;
  setAttribute(parts.count, 'title', every && `${kept} items, ${every}`);
  const said = [
    ...laneText(row, timeline),
    ...(notes?.words(row, timeline) ?? []),
    ...(pinned ? ['pinned as first usable'] : []),
  ];
  setText(parts.lane, said.join(', '));
  setAttribute(parts.at, 'aria-description', notes?.description(row) ?? null);
}

function drawFold(parts: RowParts, timeline: Timeline, list: Row, from: number, to: number, axis: Axis): void {
  const items = list.children.items.slice(from, to).map((id) => rowOf(timeline, id)!);
  const inOrder = (marks: Mark[]): Mark[] => marks.sort((a, b) => a.frame - b.frame);
  const firsts = inOrder(items.flatMap((row) => row.firstVisible ?? []));
  const done = inOrder(items.flatMap((row) => completedAt(timeline, row) ?? []));
  setText(parts.first, figure(timeline, axis, firsts[0]));
  setText(parts.complete, figure(timeline, axis, done.length === items.length ? done.at(-1) : null));
  setText(parts.lane, `${firsts.length} of ${items.length} items visible`);
}

/** A moment as its column shows it: seconds, or characters that had arrived. */
function figure(timeline: Timeline, axis: Axis, mark: Mark | null | undefined): string {
  if (axis === 'time') return seconds(mark?.t);
  return mark ? grouped(placeOf(timeline, axis, mark)) : '–';
}

/** The lane in words; what is drawn there says nothing more. */
function laneText(row: Row, timeline: Timeline): readonly string[] {
  const said: string[] = [];
  const end = endState(timeline, row);
  if (row.start) said.push(`text from ${formatMs(row.start.t)}`);
  if (row.firstVisible) said.push(`visible from ${formatMs(row.firstVisible.t)}`);
  for (let i = 0; i < Math.min(3, row.holds.length); i++) {
    const { from, to, hold } = row.holds.items[i]!;
    said.push(`held ${formatMs(to.t - from.t)} ${plain(heldBy(hold))}`);
  }
  if (row.held) said.push(`held since ${formatMs(row.held.from.t)} ${plain(heldBy(row.held.hold))}`);
  const every = isList(row) ? cadenceText(timeline, row, 'time') : null;
  if (every) said.push(`${count(keptItems(timeline, row), 'item')}, ${every}`);
  if (row.dropped.length > 0) said.push(`${count(row.dropped.length, 'item')} dropped`);
  if (row.retractions.length > 0) said.push(count(row.retractions.length, 'retraction'));
  if (end && end !== 'complete') said.push(end);
  return said;
}
