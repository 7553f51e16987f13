/**
 * A run as everybody reads it: the fold of its events.
 *
 * `fold` is total (an event that makes no sense changes nothing), costs the same for the last frame as for the first,
 * and never changes a timeline somebody holds. Every snapshot stays readable: `snapshotAfter(timeline, i)`.
 */
import { append, emptyLog, last } from './persistent';
import type {
  AttemptStart,
  CheckChange,
  FieldChange,
  FieldDecl,
  Frame,
  Hold,
  Path,
  RunEvent,
  ValueChange,
} from './run';
import { RowValues } from './rowValues';
import { withCheckpoint } from './snapshots';
import { EMPTY, rowAtPath, rowOf, withState, type Mark, type Row, type Timeline } from './timelineState';
import { applyChange, childAt, kindOf, valueAt, type Value } from './value';
import { differs } from './valueDifference';

export * from './timelineState';

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
    case 'attempt':
      beginAttempt(next, event.attempt);
      break;
    case 'attemptFailed':
      if (next.attempt) {
        const { attempt, text, value } = next;
        const abandoned = { attempt, failed: event.failed, text, value, reading: timeline };
        next.failedAttempts = append(next.failedAttempts, abandoned);
      }
      break;
    case 'frames':
      for (const frame of event.frames) addFrame(next, frame);
      break;
    case 'finished': {
      const mark = { t: event.t, frame: next.frames.length };
      const value = event.outcome.kind === 'completed' ? event.outcome.value : next.value;
      const values = new RowValues(next, value);
      for (const change of event.fields) changeRow(next, change, mark, next.text.length, values);
      for (const { id, refused, dropped } of event.fields) {
        if (refused !== undefined) refuse(next, id, refused);
        if (dropped !== undefined) leaveOut(next, id, dropped);
      }
      if (event.sampled !== undefined) sample(next, event.sampled);
      if (event.outcome.kind === 'completed') next.handed = append(next.handed, { ...mark, kind: 'final' });
      if (event.outcome.kind === 'failed') next.handed = append(next.handed, { ...mark, kind: 'error' });
      takeChecks(next, event.checks, mark);
      next.finished = event;
      break;
    }
  }
  return next;
}

export function foldAll(timeline: Timeline, events: readonly RunEvent[]): Timeline {
  return events.reduce(fold, timeline);
}

/** Nothing of an attempt that failed is part of the next one. */
function beginAttempt(next: Draft, attempt: AttemptStart): void {
  const { run, nextSeq, started, failedAttempts, shape } = next;
  Object.assign(next, EMPTY, { run, nextSeq, started, failedAttempts, shape: shape + 1, attempt });
}

// ------------------------------------------------------------------------------------------------ one frame

type Draft = { -readonly [K in keyof Timeline]: Timeline[K] };

function addFrame(next: Draft, frame: Frame): void {
  const before = last(next.frames);
  const index = next.frames.length;
  const mark = { t: frame.chunk.t, frame: index };
  if (frame.sampled !== undefined) sample(next, frame.sampled);
  let { value } = next;
  const replaced: { path: Path; before: Value; after: Value | undefined }[] = [];
  for (const change of frame.value) {
    const old = change.op === 'push' || change.op === 'append' ? undefined : valueAt(value, change.path);
    value = applyChange(value, change);
    if (old !== undefined && old !== null) replaced.push(...lost(change, old, value));
  }
  next.text += frame.chunk.text;
  addRead(next, frame, index);
  const values = new RowValues(next, value);
  for (const change of frame.fields) changeRow(next, change, mark, frame.length, values);
  for (const { path, before, after } of replaced) retract(next, path, before, after, mark);
  takeChecks(next, frame.checks, mark);
  const refusal = frame.refusal === undefined ? (before?.refusal ?? null) : frame.refusal;
  const changed = frame.value.length > 0;
  const readable = value !== undefined && refusal === null;
  next.value = value;
  next.checkpoints = withCheckpoint(next.checkpoints, index, value);
  next.frames = append(next.frames, {
    frame,
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

/** The official stream looks at the text so far: the program is handed what is new. */
function sample(next: Draft, t: number): void {
  const record = last(next.frames);
  if (!record || next.value === undefined || record.refusal !== null) return;
  const before = last(next.handed);
  const isNew = !before || (record.changedAt > before.frame && differs(next.handedValue, next.value));
  if (!isNew) return;
  next.handed = append(next.handed, { t, frame: next.frames.length - 1, kind: 'partial' });
  next.handedValue = next.value;
}

function takeChecks(next: Draft, checks: readonly CheckChange[] = [], mark: Mark): void {
  for (const { id, ...check } of checks) next.checks = append(next.checks, { ...mark, row: id, ...check });
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
  store(next, { ...found.row, retractions: append(found.row.retractions, mark) });
}

// ------------------------------------------------------------------------------------------------ rows

function changeRow(next: Draft, change: FieldChange, mark: Mark, length: number, values: RowValues): void {
  const { id } = change;
  const old = rowOf(next, id) ?? (change.decl && Number.isInteger(id) && id >= 0 ? newRow(id, change.decl) : undefined);
  if (!old) return;
  const known = rowOf(next, id) !== undefined;
  const row: { -readonly [K in keyof Row]: Row[K] } = { ...old };
  if (change.decl) row.decl = change.decl;
  if (known && change.decl) values.forget();
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
  if (row.visible && !old.visible) becameVisible(next, row, mark, values, old.firstVisible === null);
  if (row.complete && !old.complete && !next.firstUsable && isLeaf(row, values)) {
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
    retractions: emptyLog(),
    refused: null,
    leftOut: null,
    dropped: emptyLog(),
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

function becameVisible(next: Draft, row: Row, mark: Mark, values: RowValues, first: boolean): void {
  if (first && row.decl.parent !== null) {
    const parent = rowOf(next, row.decl.parent);
    if (parent) store(next, { ...parent, arrivals: append(parent.arrivals, { ...mark, row: row.id }) });
  }
  if (!next.firstField && isLeaf(row, values)) next.firstField = { ...mark, row: row.id };
}

/** Whether the row's value has no parts; without a snapshot to look at, whether the row has none. */
function isLeaf(row: Row, values: RowValues): boolean {
  if (values.whole === undefined) return row.children.length === 0 && !row.decl.type.endsWith('[]');
  const own = values.of(row);
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
  if (row.held && hold && isSameHold(row.held.hold, hold)) {
    // One hold goes on: only what it waits for has become clear, or is another member now.
    if (row.held.hold.waitsFor !== hold.waitsFor) row.held = { ...row.held, hold };
    return;
  }
  if (row.held) {
    row.holds = append(row.holds, { ...row.held, to: at });
    if (!row.held.inner) {
      const { closed, closedMs, open, openFrom } = next.holds;
      next.holds = {
        closed: closed + 1,
        closedMs: closedMs + Math.max(0, mark.t - row.held.from.t),
        open: open - 1,
        openFrom: openFrom - row.held.from.t,
      };
    }
  }
  const around = row.decl.parent === null ? undefined : rowOf(next, row.decl.parent);
  const inner = hold?.cause === 'parent' || Boolean(around?.held);
  row.held = hold && { from: at, hold, inner };
  if (hold && !inner) {
    next.holds = { ...next.holds, open: next.holds.open + 1, openFrom: next.holds.openFrom + mark.t };
  }
}

/** The value of a row is refused, and so are those around it. */
function refuse(next: Draft, id: number, why: string): void {
  const row = rowOf(next, id);
  if (!row) return;
  store(next, { ...row, refused: { why } });
  let around = row.decl.parent === null ? undefined : rowOf(next, row.decl.parent);
  while (around && !around.refused) {
    store(next, { ...around, refused: { why: null } });
    around = around.decl.parent === null ? undefined : rowOf(next, around.decl.parent);
  }
}

/** The item or entry of a row is left out of the value around it. */
function leaveOut(next: Draft, id: number, why: string): void {
  const row = rowOf(next, id);
  if (!row || row.leftOut !== null) return;
  store(next, { ...row, leftOut: why });
  const around = row.decl.parent === null ? undefined : rowOf(next, row.decl.parent);
  if (around) store(next, { ...around, dropped: append(around.dropped, id) });
}

function isSameHold(a: Hold, b: Hold): boolean {
  return a.cause === b.cause && a.on === b.on;
}
