/** Which rows are shown, and in which order: all as the schema has them, those that match, or sorted by a figure. */
import { isMinorHold } from '../../protocol/minorHolds';
import { endState, completedAt } from '../../protocol/rowState';
import { lastTime, pathOf, rowOf, type Row, type Timeline } from '../../protocol/timeline';
import type { FieldDecl } from '../../protocol/run';
import { formatPath, nameOf } from '../../protocol/words';
import type { Look, Sort } from './look';
import { outline, type OutlineLine } from './outline';

export type RowsLook = Pick<Look, 'filter' | 'onlyProblems' | 'sort'>;

/** What of a state its rows follow from. */
interface Rows {
  readonly timeline: Timeline;
  readonly toggled: ReadonlySet<string>;
  readonly look: RowsLook;
}

export function linesOf({ timeline, toggled, look }: Rows): readonly OutlineLine[] {
  if (look.sort !== 'schema') return sortedLines(timeline, look);
  return isPlain(look) ? outline(timeline, toggled) : foundLines(timeline, toggled, look);
}

/** Whether rows stand as the schema has them, and all of them. */
export function isPlain({ filter, onlyProblems, sort }: RowsLook): boolean {
  return filter.trim() === '' && !onlyProblems && sort === 'schema';
}

/** Rows that match, under the rows around them. */
function foundLines(timeline: Timeline, toggled: ReadonlySet<string>, look: RowsLook): readonly OutlineLine[] {
  const wanted = matcher(timeline, look);
  const kept = new Set<number>();
  for (const row of timeline.rows) {
    if (!row || !wanted(row)) continue;
    let at: Row | undefined = row;
    while (at && !kept.has(at.id)) {
      kept.add(at.id);
      at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
    }
  }
  const lines: OutlineLine[] = [];
  if (timeline.root === null || !kept.has(timeline.root)) return lines;
  const work: { row: Row; depth: number }[] = [{ row: rowOf(timeline, timeline.root)!, depth: 0 }];
  const met = new Set<number>();
  for (let next = work.pop(); next; next = work.pop()) {
    const { row, depth } = next;
    if (met.has(row.id)) continue;
    met.add(row.id);
    const key = `found ${row.id}`;
    const children: Row[] = [];
    for (let i = row.children.length - 1; i >= 0; i--) {
      const child = rowOf(timeline, row.children.items[i]!);
      if (child && kept.has(child.id)) children.push(child);
    }
    const openness = children.length === 0 ? 'leaf' : toggled.has(key) ? 'closed' : 'open';
    lines.push({ kind: 'row', key, id: row.id, depth, openness });
    if (openness === 'open') for (const child of children) work.push({ row: child, depth: depth + 1 });
  }
  return lines;
}

/** Rows that match, in the order of a figure, each under its whole name. */
function sortedLines(timeline: Timeline, look: RowsLook): readonly OutlineLine[] {
  const wanted = matcher(timeline, look);
  const rows: { row: Row; by: number }[] = [];
  for (const row of timeline.rows) if (row && wanted(row)) rows.push({ row, by: figure(timeline, row, look.sort) });
  rows.sort((a, b) => a.by - b.by);
  return rows.map(({ row }) => {
    const label = nameOf(timeline, row);
    return { kind: 'row', key: `sorted ${row.id}`, id: row.id, depth: 0, openness: 'leaf', label };
  });
}

function figure(timeline: Timeline, row: Row, sort: Sort): number {
  switch (sort) {
    case 'first':
      return row.firstVisible?.t ?? Infinity;
    case 'complete':
      return completedAt(timeline, row)?.t ?? Infinity;
    case 'held':
      return -heldMs(timeline, row);
    case 'schema':
      return row.id;
  }
}

/** How long a row was held for a cause of its own, in milliseconds. */
export function heldMs(timeline: Timeline, row: Row): number {
  let ms = 0;
  for (let i = 0; i < row.holds.length; i++) {
    const { from, to, inner } = row.holds.items[i]!;
    if (!inner) ms += to.t - from.t;
  }
  if (row.held && !row.held.inner) ms += Math.max(0, lastTime(timeline) - row.held.from.t);
  return ms;
}

function matcher(timeline: Timeline, look: RowsLook): (row: Row) => boolean {
  const pattern = globOf(look.filter);
  return (row) =>
    (!look.onlyProblems || isTroubled(timeline, row)) && (!pattern || pattern(searchedPath(timeline, row)));
}

const searched = new WeakMap<FieldDecl, string>();

/** A row's path as patterns see it: `items.0.name`. */
function searchedPath(timeline: Timeline, row: Row): string {
  let text = searched.get(row.decl);
  if (text === undefined) searched.set(row.decl, (text = segments(formatPath(pathOf(timeline, row)))));
  return text;
}

/** Whether a row was held for a cause of its own, long enough to matter, was taken back, or ended badly. */
export function isTroubled(timeline: Timeline, row: Row): boolean {
  if (row.retractions.length > 0) return true;
  const now = { t: lastTime(timeline), frame: timeline.frames.length };
  if (row.held && !row.held.inner && !isMinorHold(row.held.hold, row.held.from, now)) return true;
  for (let i = 0; i < row.holds.length; i++) {
    const { hold, from, to, inner } = row.holds.items[i]!;
    if (!inner && !isMinorHold(hold, from, to)) return true;
  }
  const end = endState(timeline, row);
  return end === 'invalid' || end === 'cut' || row.leftOut !== null || row.dropped.length > 0;
}

/**
 * Whether a path, written `items.0.name`, matches what was typed, in any case. With `*` (any characters) or `?` (one) the whole path must match,
 * else a part of it. Items may be written `items[0]`, `items.0` or `items[*]`. Null when nothing was typed.
 */
export function globOf(typed: string): ((path: string) => boolean) | null {
  const wanted = segments(typed.trim());
  if (wanted === '') return null;
  if (!/[*?]/.test(wanted)) return (path) => path.includes(wanted);
  return (path) => fits(path, wanted);
}

function segments(path: string): string {
  return path.toLowerCase().replace(/\[/g, '.').replace(/\]/g, '').replace(/^\./, '');
}

/** Whether a text fits a pattern of `*` and `?`; in time proportional to both, whatever the pattern. */
function fits(text: string, pattern: string): boolean {
  let [t, p, star, back] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      back = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++back;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
