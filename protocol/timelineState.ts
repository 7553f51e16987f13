/**
 * A run as everybody reads it: what a timeline is and how it is read. `timeline.ts` makes it from events.
 *
 * Nobody changes a timeline somebody holds: lists that grow are logs with a length, everything else is a value.
 */
import { emptyLog, last, lastWhere, Vector, type Log } from './persistent';
import type {
  AttemptFailure,
  AttemptStart,
  CompletionState,
  FieldDecl,
  Finished,
  Frame,
  Hold,
  Path,
  Started,
} from './run';
import type { Checkpoint } from './snapshots';
import { childAt, kindOf, type Value } from './value';

export interface Timeline {
  readonly run: string | null;
  /** The sequence number the next event must have. */
  readonly nextSeq: number;
  readonly started: Started | null;
  /** The attempt that goes on; null when there can be no other. Everything below is about it. */
  readonly attempt: AttemptStart | null;
  /** Attempts that failed before it, in order, with what had arrived of each. */
  readonly failedAttempts: Log<AbandonedAttempt>;
  readonly headers: { readonly t: number; readonly status: number } | null;
  readonly frames: Log<FrameRecord>;
  /** What your code holds now; undefined before the first snapshot. Earlier ones: `snapshotAfter`. */
  readonly value: Value | undefined;
  /** Values that are kept, so that others need not be made from the start. */
  readonly checkpoints: Log<Checkpoint>;
  /** Network reads: chunks that arrived together. */
  readonly reads: Log<Read>;
  /** The model's text so far. */
  readonly text: string;
  /** Rows by id. */
  readonly rows: Vector<Row | undefined>;
  readonly root: number | null;
  readonly retractions: Log<Retraction>;
  /**
   * What your program was handed, in order: `frame` is the one whose snapshot it was. The official stream samples the text and hands
   * on what is new.
   */
  readonly handed: Log<Handed>;
  /** The snapshot that was handed over last. */
  readonly handedValue: Value | undefined;
  /** What became of checks, in order. */
  readonly checks: Log<CheckMoment>;
  /** The first value that is no list or object, visible and not null; and the first such that is complete. */
  readonly firstField: Moment | null;
  readonly firstUsable: Moment | null;
  /** Closed holds, without those of members of a held parent; open ones as a count and the sum of their starts. */
  readonly holds: {
    readonly closed: number;
    readonly closedMs: number;
    readonly open: number;
    readonly openFrom: number;
  };
  /** Changes when a row is added or moved; equal values mean an equal outline. */
  readonly shape: number;
  readonly finished: Finished | null;
}

/** An attempt that failed: what its answer had become by then. */
export interface AbandonedAttempt {
  readonly attempt: AttemptStart;
  readonly failed: AttemptFailure;
  readonly text: string;
  /** The last snapshot; undefined when there was none. */
  readonly value: Value | undefined;
  /** All that was known of it when it failed: your code had been shown that, and began anew with the next attempt. */
  readonly reading: Timeline;
}

/** A frame with what was true after it. */
export interface FrameRecord {
  readonly frame: Frame;
  readonly refusal: string | null;
  /** Snapshots so far, and how many of them equal the one before. */
  readonly snapshots: number;
  readonly noOps: number;
  /** Index of the latest frame that changed the value, -1 if none did. */
  readonly changedAt: number;
  readonly read: number;
}

export interface Read {
  readonly t: number;
  readonly batch: number;
  /** Index of its first chunk; it goes on to the next read's first. */
  readonly first: number;
}

/** A row and the moment something became true of it. */
export interface Moment extends Mark {
  readonly row: number;
}

export interface Mark {
  readonly t: number;
  /** Index of the frame; the number of frames for what became true at the end of the run. */
  readonly frame: number;
}

export interface Row {
  readonly id: number;
  readonly decl: FieldDecl;
  readonly children: Log<number>;
  /** Where the row's text is, as it was believed over time. */
  readonly texts: Log<Mark & { readonly start: number | null; readonly end: number | null }>;
  readonly visibility: Log<Mark & { readonly visible: boolean }>;
  readonly states: Log<Mark & { readonly state: CompletionState }>;
  readonly holds: Log<ClosedHold>;
  /** The hold that goes on. */
  readonly held: OpenHold | null;
  readonly start: (Mark & { readonly offset: number }) | null;
  readonly end: (Mark & { readonly offset: number }) | null;
  readonly visible: boolean;
  readonly firstVisible: Mark | null;
  /** Its end was seen and it is visible, since then. */
  readonly complete: Mark | null;
  /** Members or items in the order they became visible. */
  readonly arrivals: Log<Moment>;
  /** When a visible value of it was taken back. */
  readonly retractions: Log<Mark>;
  /** The final reading refuses the answer for it: `why` of the row itself, null when only values below it are to blame. */
  readonly refused: { readonly why: string | null } | null;
  /** Why the final reading leaves it out of the list or map it stands in; null when it does not. */
  readonly leftOut: string | null;
  /** Its items or entries that are left out, in their order. */
  readonly dropped: Log<number>;
}

export interface OpenHold {
  /** A value around it was withheld when it began: it adds nothing to what that one costs. */
  readonly inner: boolean;
  readonly from: Mark & { readonly offset: number };
  readonly hold: Hold;
}

export interface ClosedHold extends OpenHold {
  readonly to: Mark & { readonly offset: number };
}

/** A visible value that vanished, changed its type or changed other than by growth. */
export interface Retraction extends Moment {
  readonly before: Value;
  /** Undefined when it vanished. */
  readonly after: Value | undefined;
}

/** A moment at which your program was handed something. The final value or error has the number of frames as `frame`. */
export interface Handed extends Mark {
  readonly kind: 'partial' | 'final' | 'error';
}

/** A check on a row's value was asked for the first time, turned, or was decided. */
export interface CheckMoment extends Moment {
  readonly name: string;
  readonly expression: string;
  readonly holds: boolean;
  readonly decided: boolean;
  /** An assert; absent for a check. */
  readonly level?: 'assert';
}

export const EMPTY: Timeline = {
  run: null,
  nextSeq: 0,
  started: null,
  attempt: null,
  failedAttempts: emptyLog(),
  headers: null,
  frames: emptyLog(),
  value: undefined,
  checkpoints: emptyLog(),
  reads: emptyLog(),
  text: '',
  rows: Vector.empty,
  root: null,
  retractions: emptyLog(),
  handed: emptyLog(),
  handedValue: undefined,
  checks: emptyLog(),
  firstField: null,
  firstUsable: null,
  holds: { closed: 0, closedMs: 0, open: 0, openFrom: 0 },
  shape: 0,
  finished: null,
};

export function frameAt(timeline: Timeline, index: number): FrameRecord | undefined {
  return index >= 0 && index < timeline.frames.length ? timeline.frames.items[index] : undefined;
}

/** Index after the last frame of a read. */
export function endOfRead(timeline: Timeline, read: number): number {
  return read + 1 < timeline.reads.length ? timeline.reads.items[read + 1]!.first : timeline.frames.length;
}

/** Length of the model's text after `frames` frames. */
export function lengthAfter(timeline: Timeline, frames: number): number {
  return frames > 0 ? (frameAt(timeline, frames - 1)?.frame.length ?? timeline.text.length) : 0;
}

export function rowOf(timeline: Timeline, id: number): Row | undefined {
  return timeline.rows.get(id);
}

/** Time of the last thing that is known about the run. */
export function lastTime(timeline: Timeline): number {
  return (
    timeline.finished?.t ??
    last(timeline.reads)?.t ??
    timeline.headers?.t ??
    timeline.attempt?.t ??
    last(timeline.failedAttempts)?.failed.t ??
    0
  );
}

/** Whether an attempt has failed and the next one has not begun. */
export function isBetweenAttempts({ attempt, failedAttempts }: Timeline): boolean {
  return attempt !== null && last(failedAttempts)?.attempt === attempt;
}

/** Keys from the root to a row. Ends early, not never, should rows name each other as parents. */
export function pathOf(timeline: Timeline, row: Row): Path {
  const path: (string | number)[] = [];
  let at: Row | undefined = row;
  for (let steps = 0; at && at.decl.key !== null && steps <= timeline.rows.length; steps++) {
    path.push(at.decl.key);
    at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
  }
  return path.reverse();
}

/** The row's part of the snapshot after `frame`, out of the wrapper that `@stream.with_state` puts around it. */
export function rowValue(timeline: Timeline, row: Row, value: Value | undefined, frame: number): Value | undefined {
  const chain: Row[] = [];
  for (let at: Row | undefined = row; at && chain.length <= timeline.rows.length;) {
    chain.push(at);
    at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
  }
  let at = value;
  for (let i = chain.length - 1; i >= 0; i--) {
    const { decl } = chain[i]!;
    const before = typeof decl.key === 'number' ? droppedBefore(timeline, chain[i + 1], decl.key, frame) : 0;
    at = before > 0 ? unwrapped(decl, childAt(at, (decl.key as number) - before)) : valueOfRow(chain[i]!, at);
  }
  return at;
}

/** How many items before one were left out and are not in the snapshot after `frame`, though they have rows. */
function droppedBefore(timeline: Timeline, list: Row | undefined, key: number, frame: number): number {
  let before = 0;
  for (let i = 0; list && i < list.dropped.length; i++) {
    const row = rowOf(timeline, list.dropped.items[i]!)!;
    if (Number(row.decl.key) < key && !isVisibleAt(row, frame)) before++;
  }
  return before;
}

/** Whether code saw a value in the snapshot after `frame`. */
export function isVisibleAt({ visibility }: Row, frame: number): boolean {
  return visibility.items[lastWhere(visibility, (one) => one.frame <= frame)]?.visible ?? false;
}

/** The row's part of the value of the row around it; of a row without a key, of the whole. */
export function valueOfRow({ decl }: Row, around: Value | undefined): Value | undefined {
  return unwrapped(decl, decl.key === null ? around : childAt(around, decl.key));
}

export function withState(decl: FieldDecl): boolean {
  return decl.attributes.some((attribute) => attribute.endsWith('stream.with_state'));
}

function unwrapped(decl: FieldDecl, value: Value | undefined): Value | undefined {
  return withState(decl) && value !== undefined && kindOf(value) === 'object' ? childAt(value, 'value') : value;
}

/** The row of the value at a path, and what of the path lies below that row. */
export function rowAtPath(timeline: Timeline, path: Path): { readonly row: Row; readonly rest: Path } | undefined {
  let row = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  if (!row) return undefined;
  for (let i = 0; i < path.length; i++) {
    const key = path[i]!;
    if (key === 'value' && withState(row.decl) && i + 1 < path.length) continue;
    const child = childByKey(timeline, row, key);
    if (!child) return { row, rest: path.slice(i) };
    row = child;
  }
  return { row, rest: [] };
}

/** The row of a member or item. `likely` is where among the row's children it may stand: members come in the order of their keys. */
export function childByKey(
  timeline: Timeline,
  row: Row,
  key: string | number,
  likely = typeof key === 'number' ? key : -1,
): Row | undefined {
  const { items, length } = row.children;
  const there = likely >= 0 && likely < length ? rowOf(timeline, items[likely]!) : undefined;
  if (there?.decl.key === key) return there;
  for (let i = length - 1; i >= 0; i--) {
    const child = rowOf(timeline, items[i]!);
    if (child?.decl.key === key) return child;
  }
  return undefined;
}
