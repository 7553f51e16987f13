/** What a row is at a moment, in the words the interface uses. */
import { last, lastWhere } from './persistent';
import type { Hold } from './run';
import { isVisibleAt, lastTime, rowOf, type Mark, type Row, type Timeline } from './timeline';

export type RowState =
  /** No text of it has arrived. */
  | 'absent'
  /** Text has arrived, nothing is visible, nothing withholds it. */
  | 'arriving'
  /** Text has arrived and an attribute or its type withholds it. */
  | 'held'
  | 'partial'
  | 'complete'
  // How a row can end otherwise:
  /** The final value was filled in without text. */
  | 'defaulted'
  | 'invalid'
  /** The final value was read without it: an item or entry that does not fit, or a part of one. */
  | 'dropped'
  /** The run ended in the middle of it. */
  | 'cut';

/** Rows are nested no deeper; those that name each other as parents are no rows of an answer. */
const MAX_DEPTH = 1_000;

/** The state after `frame` (an index; -1 before the first). After the last frame of an ended run: how it ended. */
export function stateAt(timeline: Timeline, row: Row, frame: number): RowState {
  if (timeline.finished && frame >= timeline.frames.length - 1) return endState(timeline, row) ?? 'absent';
  return stateWhile(row, frame);
}

/** How a row ended; undefined while the run goes on. */
export function endState(timeline: Timeline, row: Row): RowState | undefined {
  const outcome = timeline.finished?.outcome;
  if (!outcome) return undefined;
  // A refused answer is wrong as a whole, however complete its text is.
  if (row.id === timeline.root && outcome.kind === 'failed' && outcome.error.kind === 'validation') return 'invalid';
  if (row.refused) return 'invalid';
  if (row.leftOut !== null) return 'dropped';
  const state = stateWhile(row, timeline.frames.length);
  if (state === 'complete') return 'complete';
  const begun = row.start !== null;
  switch (outcome.kind) {
    case 'refused':
      return 'absent';
    case 'cancelled':
      return stopped(row);
    case 'failed':
      if (outcome.error.kind !== 'validation') return stopped(row);
      // Nothing is wrong with it: the answer is refused for another value.
      return row.visible && !row.start ? 'complete' : heldToTheEnd(timeline, row) ? 'held' : stopped(row);
    case 'completed':
      if (begun && !row.end && isTruncated(outcome.finishReason)) return 'cut';
      return row.visible ? 'complete' : isPartOfDropped(timeline, row) ? 'dropped' : 'defaulted';
  }
}

/** The run ended in the middle: a text that had ended and gave no value was a null. */
function stopped(row: Row): RowState {
  if (row.start && row.end && !row.visible && !row.held) return 'defaulted';
  return row.start || row.visible ? 'cut' : 'absent';
}

/** Whether a value around it was left out. */
function isPartOfDropped(timeline: Timeline, row: Row): boolean {
  let at: Row | undefined = row;
  for (let depth = 0; at && !at.visible && depth < MAX_DEPTH; depth++) {
    if (at.leftOut !== null) return true;
    at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
  }
  return false;
}

/** Its text has no value because the final reading never came to it: it was withheld until then, or stands in a value that is refused. */
function heldToTheEnd(timeline: Timeline, row: Row): boolean {
  if (row.visible || !row.start) return false;
  if (last(row.holds)?.to.frame === timeline.frames.length) return true;
  let at = row;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const around = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
    if (!around || around.visible) return false;
    if (around.refused) return true;
    at = around;
  }
  return false;
}

/**
 * The word for a row's state: a null that the model wrote is told from one that stands for a missing text, and a value that is wrong from
 * one that is not there.
 */
export function stateWord(row: Row, state: RowState): string {
  if (state === 'invalid' && row.start === null && (row.refused?.why ?? null) !== null && row.decl.parent !== null)
    return 'missing';
  return state === 'defaulted' && row.start !== null ? 'null' : state;
}

/** Whether the provider stopped because the answer was too long. */
export function isTruncated(finishReason: string | undefined): boolean {
  return finishReason !== undefined && /length|max_?tokens/i.test(finishReason);
}

/** When a row became complete: its end was seen, or the run ended well without one. */
export function completedAt(timeline: Timeline, row: Row): Mark | null {
  if (row.complete) return row.complete;
  if (endState(timeline, row) !== 'complete') return null;
  return { t: lastTime(timeline), frame: timeline.frames.length };
}

/** The hold a row is under after `frame`. */
export function holdAt(row: Row, frame: number): Hold | null {
  if (row.held && row.held.from.frame <= frame) return row.held.hold;
  const index = lastWhere(row.holds, (span) => span.from.frame <= frame);
  const span = index < 0 ? undefined : row.holds.items[index]!;
  return span && span.to.frame > frame ? span.hold : null;
}

function stateWhile(row: Row, frame: number): RowState {
  const visible = isVisibleAt(row, frame);
  const text = row.texts.items[lastWhere(row.texts, (change) => change.frame <= frame)];
  if (visible) return text && text.end !== null && text.start !== null ? 'complete' : 'partial';
  if (holdAt(row, frame)) return 'held';
  return text && text.start !== null ? 'arriving' : 'absent';
}
