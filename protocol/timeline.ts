/**
 * A run as everybody reads it: the fold of its events.
 *
 * `fold` is total (an event that makes no sense changes nothing), costs the same for the last frame as for the first,
 * and never changes a timeline somebody holds. Every snapshot stays readable: `frameAt(timeline, i).value`.
 */
import { append, emptyLog, last, Vector, type Log } from './persistent';
import type {
  CompletionState,
  FieldChange,
  FieldDecl,
  Finished,
  Frame,
  Hold,
  Path,
  RunEvent,
  Started,
  ValueChange,
} from './run';
import { applyChange, childAt, kindOf, valueAt, type Value } from './value';

export interface Timeline {
  readonly run: string | null;
  /** The sequence number the next event must have. */
  readonly nextSeq: number;
  readonly started: Started | null;
  readonly headers: { readonly t: number; readonly status: number } | null;
  readonly frames: Log<FrameRecord>;
  /** Network reads: chunks that arrived together. */
  readonly reads: Log<Read>;
  /** The model's text so far. */
  readonly text: string;
  /** Rows by id. */
  readonly rows: Vector<Row | undefined>;
  readonly root: number | null;
  readonly retractions: Log<Retraction>;
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

/** A frame with what was true after it. */
export interface FrameRecord {
  readonly frame: Frame;
  /** What your code holds; undefined before the first snapshot. */
  readonly value: Value | undefined;
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
}

export interface OpenHold {
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

export const EMPTY: Timeline = {
  run: null,
  nextSeq: 0,
  started: null,
  headers: null,
  frames: emptyLog(),
  reads: emptyLog(),
  text: '',
  rows: Vector.empty,
  root: null,
  retractions: emptyLog(),
  firstField: null,
  firstUsable: null,
  holds: { closed: 0, closedMs: 0, open: 0, openFrom: 0 },
  shape: 0,
  finished: null,
};

/**
 * The timeline after one event. `started` begins a new run; events of another run, out of order or after the outcome
 * change nothing.
 */
export function fold(timeline: Timeline, event: RunEvent): Timeline {
  if (event.type === 'started') {
    if (event.run === timeline.run) return timeline;
    return { ...EMPTY, run: event.run, nextSeq: event.seq + 1, started: event, shape: timeline.shape + 1 };
  }
  // A run refused before it started tells its outcome first.
  if (event.type === 'finished' && event.run !== timeline.run && event.seq === 0) {
    return { ...EMPTY, run: event.run, nextSeq: 1, finished: event, shape: timeline.shape + 1 };
  }
  if (event.run !== timeline.run || event.seq !== timeline.nextSeq || timeline.finished) return timeline;
  const next: Draft = { ...timeline, nextSeq: event.seq + 1 };
  switch (event.type) {
    case 'headers':
      next.headers = { t: event.t, status: event.status };
      break;
    case 'frames':
      for (const frame of event.frames) addFrame(next, frame);
      break;
    case 'finished': {
      const mark = { t: event.t, frame: next.frames.length };
      const value = event.outcome.kind === 'completed' ? event.outcome.value : last(next.frames)?.value;
      for (const change of event.fields) changeRow(next, change, mark, next.text.length, value);
      next.finished = event;
      break;
    }
  }
  return next;
}

export function foldAll(timeline: Timeline, events: readonly RunEvent[]): Timeline {
  return events.reduce(fold, timeline);
}

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
  return timeline.finished?.t ?? last(timeline.reads)?.t ?? timeline.headers?.t ?? 0;
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

/** The row's part of a snapshot, out of the wrapper that `@stream.with_state` puts around it. */
export function rowValue(timeline: Timeline, row: Row, value: Value | undefined): Value | undefined {
  const chain: Row[] = [];
  for (let at: Row | undefined = row; at && chain.length <= timeline.rows.length;) {
    chain.push(at);
    at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
  }
  let at = value;
  for (let i = chain.length - 1; i >= 0; i--) {
    const { decl } = chain[i]!;
    if (decl.key !== null) at = childAt(at, decl.key);
    at = unwrapped(decl, at);
  }
  return at;
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

function childByKey(timeline: Timeline, row: Row, key: string | number): Row | undefined {
  // Items stand at their own index, so that only objects are searched.
  const likely =
    typeof key === 'number' && key < row.children.length ? rowOf(timeline, row.children.items[key]!) : undefined;
  if (likely?.decl.key === key) return likely;
  for (let i = row.children.length - 1; i >= 0; i--) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child?.decl.key === key) return child;
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------ one frame

type Draft = { -readonly [K in keyof Timeline]: Timeline[K] };

function addFrame(next: Draft, frame: Frame): void {
  const before = last(next.frames);
  const index = next.frames.length;
  const mark = { t: frame.chunk.t, frame: index };
  let value = before?.value;
  const replaced: { path: Path; before: Value; after: Value | undefined }[] = [];
  for (const change of frame.value) {
    const old = change.op === 'push' || change.op === 'append' ? undefined : valueAt(value, change.path);
    value = applyChange(value, change);
    if (old !== undefined && old !== null) replaced.push(...lost(change, old, value));
  }
  next.text += frame.chunk.text;
  addRead(next, frame, index);
  for (const change of frame.fields) changeRow(next, change, mark, frame.length, value);
  for (const { path, before, after } of replaced) retract(next, path, before, after, mark);
  const refusal = frame.refusal === undefined ? (before?.refusal ?? null) : frame.refusal;
  const changed = frame.value.length > 0;
  const readable = value !== undefined && refusal === null;
  next.frames = append(next.frames, {
    frame,
    value,
    refusal,
    snapshots: (before?.snapshots ?? 0) + (readable ? 1 : 0),
    noOps: (before?.noOps ?? 0) + (readable && !changed ? 1 : 0),
    changedAt: changed ? index : (before?.changedAt ?? -1),
    read: next.reads.length - 1,
  });
}

function addRead(next: Draft, frame: Frame, index: number): void {
  const { t, batch } = frame.chunk;
  if (last(next.reads)?.batch !== batch) next.reads = append(next.reads, { t, batch, first: index });
}

// ------------------------------------------------------------------------------------------------ retractions

/** What a change takes back of a value that was there: growth and filling in take nothing back. */
function lost(
  change: ValueChange,
  old: Value,
  root: Value | undefined,
): { path: Path; before: Value; after: Value | undefined }[] {
  const { path } = change;
  if (change.op === 'remove') return [{ path, before: old, after: undefined }];
  if (change.op === 'truncate') {
    const first = [...path, change.length];
    const before = childAt(old, change.length);
    return before === undefined ? [] : [{ path: first, before, after: undefined }];
  }
  const now = valueAt(root, path);
  if (now === undefined || now === old) return [];
  const grew = typeof old === 'string' && typeof now === 'string' && now.startsWith(old);
  const sameShape = kindOf(old) === kindOf(now) && (kindOf(old) === 'object' || kindOf(old) === 'list');
  return grew || sameShape ? [] : [{ path, before: old, after: now === null ? undefined : now }];
}

function retract(next: Draft, path: Path, before: Value, after: Value | undefined, mark: Mark): void {
  const found = rowAtPath(next, path);
  // The state beside a value is expected to change.
  if (!found || (withState(found.row.decl) && found.rest[0] === 'state')) return;
  if (last(next.retractions)?.row === found.row.id && last(next.retractions)?.frame === mark.frame) return;
  next.retractions = append(next.retractions, { row: found.row.id, before, after, ...mark });
}

// ------------------------------------------------------------------------------------------------ rows

function changeRow(next: Draft, change: FieldChange, mark: Mark, length: number, value: Value | undefined): void {
  const { id } = change;
  const old = rowOf(next, id) ?? (change.decl && Number.isInteger(id) && id >= 0 ? newRow(id, change.decl) : undefined);
  if (!old) return;
  const known = rowOf(next, id) !== undefined;
  const row: { -readonly [K in keyof Row]: Row[K] } = { ...old };
  if (change.decl) row.decl = change.decl;
  if (change.start !== undefined) row.start = change.start === null ? null : { ...mark, offset: change.start };
  if (change.end !== undefined) row.end = change.end === null ? null : { ...mark, offset: change.end };
  if (change.start === null) row.end = null;
  if (row.start !== old.start || row.end !== old.end) {
    row.texts = append(row.texts, { ...mark, start: row.start?.offset ?? null, end: row.end?.offset ?? null });
  }
  if (change.visible !== undefined && change.visible !== row.visible) {
    row.visible = change.visible;
    row.visibility = append(row.visibility, { ...mark, visible: change.visible });
    if (change.visible) row.firstVisible ??= mark;
  }
  if (change.state !== undefined && change.state !== last(row.states)?.state) {
    row.states = append(row.states, { ...mark, state: change.state });
  }
  if (change.hold !== undefined) rehold(next, row, change.hold, mark, length);
  if (row.visible && row.end) row.complete ??= mark;
  else row.complete = null;

  store(next, row);
  if (!known || (change.decl && change.decl.parent !== old.decl.parent))
    adopt(next, row, known ? old.decl.parent : null);
  if (row.visible && !old.visible) becameVisible(next, row, mark, value, old.firstVisible === null);
  if (row.complete && !old.complete && !next.firstUsable && isLeaf(next, row, value)) {
    next.firstUsable = { ...mark, row: id };
  }
}

function newRow(id: number, decl: FieldDecl): Row {
  return {
    id,
    decl,
    children: emptyLog(),
    texts: emptyLog(),
    visibility: emptyLog(),
    states: emptyLog(),
    holds: emptyLog(),
    held: null,
    start: null,
    end: null,
    visible: false,
    firstVisible: null,
    complete: null,
    arrivals: emptyLog(),
  };
}

function store(next: Draft, row: Row): void {
  // Ids count up from 0; a gap is filled so that any order of ids is taken.
  if (row.id > next.rows.length + 1_000_000) return;
  while (next.rows.length < row.id) next.rows = next.rows.push(undefined);
  next.rows = next.rows.set(row.id, row);
}

function adopt(next: Draft, row: Row, formerParent: number | null): void {
  next.shape++;
  if (formerParent !== null) {
    const former = rowOf(next, formerParent);
    if (former) {
      const kept = former.children.items.slice(0, former.children.length).filter((id) => id !== row.id);
      store(next, { ...former, children: { items: kept, length: kept.length } });
    }
  }
  if (row.decl.parent === null) {
    next.root ??= row.id;
    return;
  }
  const parent = rowOf(next, row.decl.parent);
  if (parent && parent.id !== row.id) store(next, { ...parent, children: append(parent.children, row.id) });
}

function becameVisible(next: Draft, row: Row, mark: Mark, value: Value | undefined, first: boolean): void {
  if (first && row.decl.parent !== null) {
    const parent = rowOf(next, row.decl.parent);
    if (parent) store(next, { ...parent, arrivals: append(parent.arrivals, { ...mark, row: row.id }) });
  }
  if (!next.firstField && isLeaf(next, row, value)) next.firstField = { ...mark, row: row.id };
}

/** Whether the row's value has no parts; without a snapshot to look at, whether the row has none. */
function isLeaf(next: Draft, row: Row, value: Value | undefined): boolean {
  if (value === undefined) return row.children.length === 0 && !row.decl.type.endsWith('[]');
  const own = rowValue(next, row, value);
  return own !== undefined && own !== null && typeof own !== 'object';
}

function rehold(
  next: Draft,
  row: { -readonly [K in keyof Row]: Row[K] },
  hold: Hold | null,
  mark: Mark,
  length: number,
): void {
  const at = { ...mark, offset: length };
  if (row.held && hold && sameHold(row.held.hold, hold)) return;
  if (row.held) {
    row.holds = append(row.holds, { ...row.held, to: at });
    if (row.held.hold.cause !== 'parent') {
      const { closed, closedMs, open, openFrom } = next.holds;
      next.holds = {
        closed: closed + 1,
        closedMs: closedMs + Math.max(0, mark.t - row.held.from.t),
        open: open - 1,
        openFrom: openFrom - row.held.from.t,
      };
    }
  }
  row.held = hold && { from: at, hold };
  if (hold && hold.cause !== 'parent') {
    next.holds = { ...next.holds, open: next.holds.open + 1, openFrom: next.holds.openFrom + mark.t };
  }
}

function sameHold(a: Hold, b: Hold): boolean {
  return a.cause === b.cause && a.on === b.on && a.waitsFor === b.waitsFor;
}
