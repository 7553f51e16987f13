/** The rows a line of code is about: those it declares, and those an attribute on it holds back. */
import type { SourceLocation } from '../../protocol/run';
import type { Row, Timeline } from '../../protocol/timeline';

const NONE: ReadonlySet<number> = new Set();
let known: { readonly of: readonly unknown[]; readonly rows: ReadonlySet<number> } = { of: [], rows: NONE };

/** Ids of rows; kept while timeline and line stay the same. */
export function caretRows(timeline: Timeline, caret: SourceLocation | null): ReadonlySet<number> {
  if (!caret) return NONE;
  const of = [timeline.rows, caret.uri, caret.line];
  if (of.every((one, i) => one === known.of[i])) return known.rows;
  const rows = new Set<number>();
  for (const row of timeline.rows) if (row && isAbout(row, caret)) rows.add(row.id);
  known = { of, rows };
  return rows;
}

function isAbout(row: Row, caret: SourceLocation): boolean {
  if (isOnLine(row.decl.at, caret) || isOnLine(row.held?.hold.at, caret)) return true;
  for (let i = 0; i < row.holds.length; i++) if (isOnLine(row.holds.items[i]!.hold.at, caret)) return true;
  return false;
}

function isOnLine(at: SourceLocation | undefined, caret: SourceLocation): boolean {
  return at !== undefined && at.uri === caret.uri && at.line <= caret.line && caret.line <= at.endLine;
}
