/** What is to be said about each field of a run, as plain data: the one source of the text, the tables and the exports. */
import { keptItems } from '../dropped';
import { silence, stalls } from '../metrics';
import type { Hold, Path, SourceLocation } from '../run';
import { completedAt, endState, stateAt, stateWord } from '../rowState';
import { lastTime, lengthAfter, pathOf, rowOf, type Mark, type OpenHold, type Row, type Timeline } from '../timeline';
import type { Value } from '../value';
import { formatPath, nameOf } from '../words';

/** A moment, and how many characters of the answer had arrived by then. */
export interface Reached {
  readonly t: number;
  readonly chars: number;
}

export interface FieldFacts {
  readonly row: number;
  readonly path: Path;
  /** `items[0].name`; the root is named by its type. */
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly attributes: readonly string[];
  readonly at: Place | null;
  /** `complete`, `held`, `cut`, …: how it ended, or how it is now. */
  readonly state: string;
  readonly firstText: Reached | null;
  /** Where its text stands; null where none belongs to it, the end null while that was not seen. */
  readonly span: readonly [from: number, to: number | null] | null;
  /** When the end of its text was seen. */
  readonly lastText: Reached | null;
  readonly firstVisible: Reached | null;
  readonly complete: Reached | null;
  readonly holds: readonly HoldFacts[];
  readonly retractions: readonly RetractionFacts[];
  /** Why the answer is refused for it; null when it is not. */
  readonly refused: string | null;
  /** Why the final value is read without it: an item of a list or entry of a map; null when it is not. */
  readonly leftOut: string | null;
  /** Visible items of a list, without those that are left out; null for everything else. */
  readonly items: number | null;
  /** So many of its items or entries are left out. */
  readonly dropped: number;
}

export interface HoldFacts {
  readonly hold: Hold;
  readonly from: Reached;
  /** Null while it goes on. */
  readonly to: Reached | null;
  readonly ms: number;
  readonly chars: number;
  /** How much of it nothing arrived at all: that is no cost of an attribute. */
  readonly silentMs: number;
  /** It lies within the hold of a value around it and costs nothing by itself. */
  readonly inner: boolean;
  readonly at: Place | null;
}

export interface RetractionFacts {
  readonly t: number;
  readonly before: Value;
  readonly after: Value | undefined;
}

/** A line of a file, without the folder: where somebody keeps a project is not part of a run. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** In the order of the rows on screen: every field before its members. `now` is the time of a run that goes on. */
export function fieldFacts(timeline: Timeline, now = lastTime(timeline)): readonly FieldFacts[] {
  const pauses = stalls(timeline, now);
  const takenBack = new Map<number, RetractionFacts[]>();
  for (let i = 0; i < timeline.retractions.length; i++) {
    const { row, t, before, after } = timeline.retractions.items[i]!;
    const known = takenBack.get(row);
    if (known) known.push({ t, before, after });
    else takenBack.set(row, [{ t, before, after }]);
  }
  const open: Mark & { offset: number } = {
    t: timeline.finished?.t ?? now,
    frame: timeline.frames.length,
    offset: timeline.text.length,
  };
  return rowsInOrder(timeline).map(({ row, depth }) => {
    const holds = row.holds.items.slice(0, row.holds.length).map((span) => holdFacts(span, span.to));
    if (row.held) holds.push(holdFacts(row.held, null));
    const end = endState(timeline, row);
    return {
      row: row.id,
      path: pathOf(timeline, row),
      name: nameOf(timeline, row),
      depth,
      type: row.decl.type,
      attributes: row.decl.attributes,
      at: placeOf(row.decl.at),
      state: stateWord(row, end ?? stateAt(timeline, row, timeline.frames.length - 1)),
      firstText: row.start && reached(timeline, row.start),
      span: row.start && [row.start.offset, row.end?.offset ?? null],
      lastText: row.end && reached(timeline, row.end),
      firstVisible: row.firstVisible && reached(timeline, row.firstVisible),
      complete: reachedOrNull(timeline, completedAt(timeline, row)),
      holds,
      retractions: takenBack.get(row.id) ?? [],
      refused: row.refused?.why ?? null,
      leftOut: row.leftOut,
      items: isListType(row.decl.type) ? keptItems(timeline, row) : null,
      dropped: row.dropped.length,
    };
  });

  function holdFacts({ hold, from, inner }: OpenHold, to: (Mark & { offset: number }) | null): HoldFacts {
    const end = to ?? open;
    return {
      hold,
      from: { t: from.t, chars: from.offset },
      to: to && { t: to.t, chars: to.offset },
      ms: Math.max(0, end.t - from.t),
      chars: Math.max(0, end.offset - from.offset),
      silentMs: silence(pauses, from.t, end.t),
      inner,
      at: placeOf(hold.at),
    };
  }
}

/** Holds that cost something by themselves: their number, milliseconds and characters. */
export function heldOf({ holds }: FieldFacts): {
  readonly count: number;
  readonly ms: number;
  readonly chars: number;
} {
  const own = holds.filter(({ inner }) => !inner);
  return {
    count: own.length,
    ms: own.reduce((sum, { ms }) => sum + ms, 0),
    chars: own.reduce((sum, { chars }) => sum + chars, 0),
  };
}

export function placeOf(at: SourceLocation | undefined): Place | null {
  return at ? { file: fileName(at.uri), line: at.line + 1 } : null;
}

export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** The last part of a URI, as a person writes it. */
export function fileName(uri: string): string {
  const name = uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The path as it is written in tables: the root is `(root)`. */
export function pathText({ path }: Pick<FieldFacts, 'path'>): string {
  return path.length === 0 ? '(root)' : formatPath(path);
}

function isListType(type: string): boolean {
  return type.endsWith('[]') || type.endsWith('[]?');
}

function reached(timeline: Timeline, { t, frame }: Mark): Reached {
  return { t, chars: lengthAfter(timeline, Math.min(frame + 1, timeline.frames.length)) };
}

function reachedOrNull(timeline: Timeline, mark: Mark | null): Reached | null {
  return mark && reached(timeline, mark);
}

/** Depth first, without recursion: rows may be nested as deeply as an answer likes. */
function rowsInOrder(timeline: Timeline): readonly { readonly row: Row; readonly depth: number }[] {
  const found: { row: Row; depth: number }[] = [];
  const met = new Set<number>();
  const work = timeline.root === null ? [] : [{ id: timeline.root, depth: 0 }];
  for (let next = work.pop(); next; next = work.pop()) {
    const row = rowOf(timeline, next.id);
    if (!row || met.has(row.id)) continue;
    met.add(row.id);
    found.push({ row, depth: next.depth });
    for (let i = row.children.length - 1; i >= 0; i--) work.push({ id: row.children.items[i]!, depth: next.depth + 1 });
  }
  return found;
}
