/** The model's text in rows of one height: lines, broken where they are wider than the pane. */
import { frameAt, pathOf, rowOf, type Row, type Timeline } from '../../protocol/timeline';
import type { MomentFacts, RepairFact } from '../../protocol/insight';
import { formatPath } from '../../protocol/words';

export interface RawRow {
  /** Offsets in the text; the line break is not part of it. */
  readonly start: number;
  readonly end: number;
  /** From 1; null for a row that goes on with a line. */
  readonly line: number | null;
}

/** Grows with the text: only the last row is made anew. */
export class RawRows {
  readonly rows: RawRow[] = [];
  private length = 0;
  private columns = 0;
  private lines = 0;
  private of: unknown = null;

  /** Gives true when the rows are others now. As long as `of` is the same, a text begins as the shorter one before it did. */
  take(text: string, columns: number, of: unknown): boolean {
    if (text.length === this.length && columns === this.columns && of === this.of) return false;
    let from = 0;
    let isBegun = false;
    if (columns !== this.columns || of !== this.of || text.length < this.length) {
      this.rows.length = 0;
      this.lines = 0;
    } else {
      const last = this.rows.pop();
      from = last?.start ?? 0;
      isBegun = last?.line === null;
      if (last && !isBegun) this.lines--;
    }
    [this.columns, this.of, this.length] = [columns, of, text.length];
    for (;;) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (!isBegun) this.lines++;
      for (let at = from; at === from || at < end;) {
        const to = Math.min(end, wholeTo(text, at, at + columns));
        this.rows.push({ start: at, end: to, line: at === from && !isBegun ? this.lines : null });
        at = Math.max(to, at + 1);
      }
      if (newline < 0) return true;
      from = newline + 1;
      isBegun = false;
    }
  }

  /** The row an offset stands in. */
  rowAt(offset: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rows[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The line of an offset, from 1. */
  lineAt(offset: number): number {
    for (let at = this.rowAt(offset); at >= 0; at--) {
      const line = this.rows[at]?.line;
      if (line !== undefined && line !== null) return line;
    }
    return 1;
  }
}

/** An offset that parts no pair of surrogates. */
function wholeTo(text: string, from: number, to: number): number {
  const code = text.charCodeAt(to - 1);
  return to - 1 > from && code >= 0xd800 && code < 0xdc00 ? to - 1 : to;
}

/** The innermost field whose text holds an offset, by what is known after `frame`; null outside of all. */
export function fieldAt(timeline: Timeline, offset: number, frame: number): number | null {
  const length = frameAt(timeline, frame)?.frame.length ?? timeline.text.length;
  let found: { row: Row; size: number } | null = null;
  for (const row of timeline.rows) {
    if (!row?.start || row.start.offset > offset) continue;
    const end = row.end?.offset ?? Math.max(length, timeline.text.length);
    if (offset >= end) continue;
    const size = end - row.start.offset;
    if (!found || size < found.size || (size === found.size && row.decl.parent === found.row.id)) found = { row, size };
  }
  return found?.row.id ?? null;
}

/** The repairs at a field and in it; all of them for no field. */
export function repairsOf(facts: MomentFacts, timeline: Timeline, selected: number | null): readonly RepairFact[] {
  const row = selected === null ? undefined : rowOf(timeline, selected);
  if (!row) return facts.repairs;
  const path = pathOf(timeline, row);
  return facts.repairs.filter((repair) => path.every((key, at) => repair.path[at] === key));
}

/** `items[0].qty: text is read as a number, "5" → 5`. */
export function repairWords({ kind, path, what }: RepairFact, words: MomentFacts['words']): string {
  const name = formatPath(path);
  return `${name === '' ? '' : `${name}: `}${words[kind] ?? kind}${what === undefined ? '' : `, ${what}`}`;
}
