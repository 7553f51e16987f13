/**
 * A run as your program saw it: the official stream samples the text every 50 ms, so that not every snapshot is handed on.
 *
 * The same events with values, visibility, states, holds and checks moved to the moment they were handed over; the text and where
 * it stands arrive as they did. A handing-over is a frame of its own, without text, in the read before it. Rows keep their ids.
 */
import type { CheckChange, FieldChange, Frame, RunEvent, RunEventBody } from './run';
import type { Timeline } from './timelineState';
import { applyChange, type Value } from './value';
import { changesBetween } from './valueDifference';

/** Where a stream of events stands; a value, as a timeline is. */
export interface Receiving {
  readonly seq: number;
  /** What the engine knows, and what the program was handed last. */
  readonly value: Value | undefined;
  readonly seen: Value | undefined;
  /** What has changed since, by row: later changes overwrite. */
  readonly fields: ReadonlyMap<number, FieldChange>;
  readonly checks: readonly CheckChange[];
  readonly last: Frame | null;
  /** No snapshot can be read from the text so far. */
  readonly refused: boolean;
}

export const NOTHING_RECEIVED: Receiving = {
  seq: 0,
  value: undefined,
  seen: undefined,
  fields: new Map(),
  checks: [],
  last: null,
  refused: false,
};

/** The events as the program saw them, and where the stream stands after them. */
export function receive(
  before: Receiving,
  events: readonly RunEvent[],
): { readonly receiving: Receiving; readonly events: readonly RunEvent[] } {
  let now: Draft = { ...before };
  const told: RunEvent[] = [];
  const tell = (event: RunEvent): number => told.push({ ...event, seq: now.seq++ });
  for (const event of events) {
    switch (event.type) {
      case 'started':
        now = { ...NOTHING_RECEIVED };
        tell(event);
        break;
      case 'attempt':
        now = { ...NOTHING_RECEIVED, seq: now.seq };
        tell(event);
        break;
      case 'frames': {
        const frames: Frame[] = [];
        for (const frame of event.frames) {
          const handed = frame.sampled === undefined ? null : handOver(now, frame.sampled);
          if (handed) frames.push(handed);
          frames.push(arrive(now, frame));
        }
        tell({ ...event, frames });
        break;
      }
      case 'finished': {
        const handed = event.sampled === undefined ? null : handOver(now, event.sampled);
        if (handed) tell({ run: event.run, seq: 0, type: 'frames', frames: [handed] });
        // A final value is handed over as such; after a cancel the program keeps what it had.
        const isRead = event.outcome.kind === 'completed' || event.fields.length > 0;
        const fields = isRead ? [...now.fields.values(), ...event.fields] : event.fields;
        const checks = isRead ? [...now.checks, ...(event.checks ?? [])] : [];
        tell({ ...event, fields, checks });
        break;
      }
      default:
        tell(event);
    }
  }
  return { receiving: now, events: told };
}

type Draft = { -readonly [K in keyof Receiving]: Receiving[K] };

/** A chunk has come: its text and where it belongs, and nothing the program sees. */
function arrive(now: Draft, frame: Frame): Frame {
  for (const change of frame.value) now.value = applyChange(now.value, change);
  if (frame.refusal !== undefined) now.refused = frame.refusal !== null;
  const fields: FieldChange[] = [];
  const waiting = frame.fields.length > 0 ? new Map(now.fields) : now.fields;
  for (const { id, decl, start, end, visible, state, hold } of frame.fields) {
    if (decl !== undefined || start !== undefined || end !== undefined) {
      fields.push({
        id,
        ...(decl !== undefined && { decl }),
        ...(start !== undefined && { start }),
        ...(end !== undefined && { end }),
      });
    }
    if (visible === undefined && state === undefined && hold === undefined) continue;
    (waiting as Map<number, FieldChange>).set(id, {
      ...waiting.get(id),
      id,
      ...(visible !== undefined && { visible }),
      ...(state !== undefined && { state }),
      ...(hold !== undefined && { hold }),
    });
  }
  now.fields = waiting;
  if (frame.checks) now.checks = [...now.checks, ...frame.checks];
  now.last = frame;
  const { chunk, length, sampled } = frame;
  return { chunk, length, value: [], fields, ...(sampled !== undefined && { sampled }) };
}

/** The program is handed the snapshot as it is; null when that is a refusal or what it has. */
function handOver(now: Draft, t: number): Frame | null {
  if (now.refused || now.value === undefined) return null;
  const value = changesBetween(now.seen, now.value);
  if (value.length === 0) return null;
  const frame: Frame = {
    chunk: { t, batch: now.last?.chunk.batch ?? 0, text: '' },
    length: now.last?.length ?? 0,
    value,
    fields: [...now.fields.values()],
    ...(now.checks.length > 0 && { checks: now.checks }),
  };
  now.seen = now.value;
  now.fields = new Map();
  now.checks = [];
  return frame;
}

/** The events that made a timeline, of the attempt that counts: what a fold can begin again from. */
export function eventsOf(timeline: Timeline): readonly RunEvent[] {
  const { run, started, attempt, headers, frames, finished } = timeline;
  if (run === null || !started) return [];
  const bodies: RunEventBody[] = [started];
  if (attempt) bodies.push({ type: 'attempt', attempt });
  if (headers) bodies.push({ type: 'headers', ...headers });
  if (frames.length > 0) {
    bodies.push({ type: 'frames', frames: frames.items.slice(0, frames.length).map(({ frame }) => frame) });
  }
  if (finished) bodies.push(finished);
  return bodies.map((body, seq) => ({ ...body, run, seq }));
}
