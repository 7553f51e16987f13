/** The lines of the treegrid: rows and folds of long lists, those that are open. */
import { EMPTY, rowOf, type Row, type Timeline } from '../../protocol/timeline';

export type OutlineLine =
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly id: number;
      readonly depth: number;
      readonly openness: Openness;
      /** Its name where the rows around it are not shown. */
      readonly label?: string;
    }
  | {
      readonly kind: 'fold';
      readonly key: string;
      /** The list, and the positions among its items. */
      readonly list: number;
      readonly from: number;
      readonly to: number;
      readonly depth: number;
      readonly openness: Openness;
    };

export type Openness = 'open' | 'closed' | 'leaf';

/** Lists longer than this show folds of `FOLD_SIZE` items. */
export const FOLD_FROM = 200;
export const FOLD_SIZE = 50;
/** Deeper rows are closed until asked for. */
const OPEN_DEPTH = 6;

export function outline(timeline: Timeline, toggled: ReadonlySet<string>): readonly OutlineLine[] {
  const lines: OutlineLine[] = [];
  if (timeline.root === null) return lines;
  // Last in, first out: pushed in reverse order. Rows that name each other as parents are met once.
  const work: OutlineLine[] = [rowLine(timeline, timeline.root, 0, toggled)];
  const met = new Set<number>();
  for (let line = work.pop(); line; line = work.pop()) {
    if (line.kind === 'row') {
      if (met.has(line.id)) continue;
      met.add(line.id);
    }
    lines.push(line);
    if (line.openness !== 'open') continue;
    const row = rowOf(timeline, line.kind === 'row' ? line.id : line.list)!;
    const { items, length } = row.children;
    if (line.kind === 'row' && length > FOLD_FROM) {
      for (let from = Math.floor((length - 1) / FOLD_SIZE) * FOLD_SIZE; from >= 0; from -= FOLD_SIZE) {
        const key = `fold ${row.id} ${from}`;
        const to = Math.min(length, from + FOLD_SIZE);
        work.push({
          kind: 'fold',
          key,
          list: row.id,
          from,
          to,
          depth: line.depth + 1,
          openness: toggled.has(key) ? 'open' : 'closed',
        });
      }
      continue;
    }
    const [from, to] = line.kind === 'fold' ? [line.from, line.to] : [0, length];
    for (let i = to - 1; i >= from; i--) work.push(rowLine(timeline, items[i]!, line.depth + 1, toggled));
  }
  return lines;
}

function rowLine(timeline: Timeline, id: number, depth: number, toggled: ReadonlySet<string>): OutlineLine {
  const row = rowOf(timeline, id)!;
  const key = rowKey(id);
  return { kind: 'row', key, id, depth, openness: opennessOf(row, depth, toggled.has(key)) };
}

function opennessOf(row: Row, depth: number, toggled: boolean): Openness {
  if (row.children.length === 0) return 'leaf';
  // Of items the first is open: it shows what the others are like.
  const usual = depth < OPEN_DEPTH && (typeof row.decl.key !== 'number' || row.decl.key === 0);
  return usual !== toggled ? 'open' : 'closed';
}

/**
 * The outline of a timeline that grows: rows that came since are put where they belong, so that a frame costs the rows it brought and
 * not those that were there.
 */
export class GrowingOutline {
  private lines: readonly OutlineLine[] = [];
  private of: Timeline = EMPTY;
  private toggled: ReadonlySet<string> | null = null;

  /** As `outline` gives it; the same array while nothing of it has changed. */
  at(timeline: Timeline, toggled: ReadonlySet<string>): readonly OutlineLine[] {
    const isSame = toggled === this.toggled && timeline.shape === this.of.shape && timeline.run === this.of.run;
    if (!isSame) this.lines = this.grown(timeline, toggled) ?? outline(timeline, toggled);
    this.of = timeline;
    this.toggled = toggled;
    return this.lines;
  }

  /** Null when something else happened than that rows were added at the ends of those around them. */
  private grown(timeline: Timeline, toggled: ReadonlySet<string>): readonly OutlineLine[] | null {
    const { of } = this;
    const from = of.rows.length;
    const added = timeline.rows.length - from;
    if (toggled !== this.toggled || timeline.run !== of.run || of.root === null || timeline.root !== of.root)
      return null;
    // Each row that is added changes the shape once; so does one that is moved, and the start of another attempt.
    if (added <= 0 || timeline.shape - of.shape !== added) return null;
    const lines = this.lines.slice();
    for (let id = from; id < timeline.rows.length; id++) {
      const row = rowOf(timeline, id);
      if (!row || row.decl.parent === null || !put(lines, timeline, row, toggled)) return null;
    }
    return lines;
  }
}

/** Adds the line of a row that is the last of those around it; false when it cannot be told where. */
function put(lines: OutlineLine[], timeline: Timeline, row: Row, toggled: ReadonlySet<string>): boolean {
  // Those around it, from the inside out.
  const around: Row[] = [];
  for (let at: Row | undefined = row; at.decl.parent !== null;) {
    at = rowOf(timeline, at.decl.parent);
    if (!at || at.children.length > FOLD_FROM || around.length > MOST_DEPTH) return false;
    around.push(at);
  }
  for (let i = around.length - 1; i > 0; i--)
    if (opennessOf(around[i]!, around.length - 1 - i, toggled.has(rowKey(around[i]!.id))) !== 'open') return true;
  const parent = around[0]!;
  // Rows come in the order of their ids; where they do not, nothing is taken for granted.
  const { items, length } = parent.children;
  let place = length - 1;
  while (place > 0 && items[place] !== row.id) place--;
  if ((place > 0 && items[place - 1]! > row.id) || (place + 1 < length && items[place + 1]! < row.id)) return false;
  const inside = new Set([parent.id]);
  // The last line of the parent's part: from the end, where a stream adds.
  let last = lines.length - 1;
  for (; last >= 0; last--) {
    const line = lines[last]!;
    if (line.kind !== 'row' || isInside(timeline, line.id, inside, around.length)) break;
  }
  const there = lines[last];
  if (there?.kind !== 'row') return false;
  const depth = around.length - 1;
  const openness = opennessOf(parent, depth, toggled.has(rowKey(parent.id)));
  if (there.id === parent.id && there.openness !== openness) lines[last] = { ...there, openness };
  if (openness === 'open') lines.splice(last + 1, 0, rowLine(timeline, row.id, depth + 1, toggled));
  return true;
}

/** Deeper than this nobody looks, and an outline may as well be made anew. */
const MOST_DEPTH = 64;

/** Whether a row is one of some, or below one of them. */
function isInside(timeline: Timeline, id: number, some: ReadonlySet<number>, depth: number): boolean {
  let row = rowOf(timeline, id);
  for (let steps = 0; row && steps <= MOST_DEPTH + depth; steps++) {
    if (some.has(row.id)) return true;
    row = row.decl.parent === null ? undefined : rowOf(timeline, row.decl.parent);
  }
  return false;
}

/** What is toggled when all rows are open, or only the root. Folds of long lists stay closed: they stand for very many. */
export function allOpen(timeline: Timeline, open: boolean): ReadonlySet<string> {
  const toggled = new Set<string>();
  const work: { id: number; depth: number }[] = timeline.root === null ? [] : [{ id: timeline.root, depth: 0 }];
  const met = new Set<number>();
  for (let next = work.pop(); next; next = work.pop()) {
    const row = rowOf(timeline, next.id);
    if (!row || met.has(row.id)) continue;
    met.add(row.id);
    const { items, length } = row.children;
    for (let i = 0; i < length; i++) work.push({ id: items[i]!, depth: next.depth + 1 });
    const wanted = open || next.depth === 0 ? 'open' : 'closed';
    if (length > 0 && opennessOf(row, next.depth, false) !== wanted) toggled.add(rowKey(row.id));
  }
  return toggled;
}

const rowKeys: string[] = [];

export function rowKey(id: number): string {
  return (rowKeys[id] ??= `row ${id}`);
}

/** The keys to toggle so that a row is on screen. */
export function hiddenBy(timeline: Timeline, id: number, toggled: ReadonlySet<string>): readonly string[] {
  const keys: string[] = [];
  const shown = new Set(outline(timeline, toggled).map((line) => line.key));
  for (
    let row = rowOf(timeline, id), steps = 0;
    row && row.decl.parent !== null && steps < timeline.rows.length;
    steps++
  ) {
    const parent = rowOf(timeline, row.decl.parent);
    if (!parent) break;
    if (parent.children.length > FOLD_FROM) {
      const at = parent.children.items.indexOf(row.id);
      const fold = `fold ${parent.id} ${Math.floor(at / FOLD_SIZE) * FOLD_SIZE}`;
      if (!toggled.has(fold)) keys.push(fold);
    }
    const line = opennessOf(parent, depthOf(timeline, parent), toggled.has(rowKey(parent.id)));
    if (line === 'closed') keys.push(rowKey(parent.id));
    row = parent;
  }
  return shown.has(rowKey(id)) ? [] : keys;
}

function depthOf(timeline: Timeline, row: Row): number {
  let depth = 0;
  for (let at: Row | undefined = row; at && at.decl.parent !== null && depth <= timeline.rows.length; depth++) {
    at = rowOf(timeline, at.decl.parent);
  }
  return depth;
}
