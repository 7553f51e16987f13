/**
 * When the program that called `b.stream` gets what: the official stream does not hand on every chunk.
 *
 * Observed of version 0.226.2 (`test/runtime/stream/deliveries.official.test.ts` repeats it over HTTP):
 *
 * - With the response's headers a timer starts that rings at once and then every 50 ms. When events have come since it
 *   rang last, with text or without, the whole text so far is parsed.
 * - Nothing is delivered when the parser refuses the text, or when the value, states and checks included, is the one
 *   delivered last.
 * - At the end, however it comes, events that have not been looked at yet are parsed once more. Then, always, one last
 *   event follows: the final value, with states where the type asks for them, or the error.
 * - When the caller aborts nothing more is delivered.
 * - A retry or a fallback is a stream of its own: its text starts empty, its timer with its own headers, and its first
 *   value is delivered even when it is the one delivered last.
 *
 * The time the official parser needs is not known and counts as none; for long answers it delays everything.
 * Times are milliseconds since the request was sent.
 */
import type { Json } from '../../ir/json';
import { createEngine, type Engine, type Final, type OutputType, type Snapshot } from './engine';
import type { Chunk } from './frame';

/** So often the official stream looks at the text. */
export const SAMPLING_MS = 50;

/** What comes so soon after the headers is there when the timer rings first: both are handed over by one network read. */
const WITH_HEADERS_MS = 1;

export type Delivery =
  /** A partial value; `length` UTF-16 code units of text had arrived. */
  | { readonly kind: 'partial'; readonly t: number; readonly length: number; readonly value: Json }
  /** The last event of an answer that fits. `value` has states; `getFinalResponse()` gives the same value without. */
  | { readonly kind: 'final'; readonly t: number; readonly length: number; readonly value: Json }
  /** The last event of any other answer: reading it throws. */
  | { readonly kind: 'error'; readonly t: number; readonly length: number; readonly message: string };

/** An answer that came to no final reading: it broke off, or the caller aborted. */
export type Broken = { readonly kind: 'failed'; readonly message: string } | { readonly kind: 'cancelled' };

/** An answer with its times. */
export interface TimedAnswer {
  /** When the response's headers came; when not known, the first chunk counts as having come with them. */
  readonly headersAt?: number;
  readonly chunks: readonly Chunk[];
  readonly end: { readonly t: number; readonly how: { readonly kind: 'complete' } | Broken };
}

/** What the official stream delivers of an answer, in order. Reads the text once, whatever the number of chunks. */
export function* deliveries(output: OutputType, answer: TimedAnswer): Generator<Delivery, void, undefined> {
  const engine = createEngine(output);
  const clock = new DeliveryClock(engine, answer.headersAt);
  const { t, how } = answer.end;
  for (const chunk of answer.chunks) {
    const due = clock.before(chunk);
    if (due !== null) yield due;
    engine.feed(chunk);
  }
  yield* clock.end(t, how.kind === 'complete' ? engine.finish() : how);
}

/** Says what is delivered while an engine takes chunks: one clock for each attempt. */
export class DeliveryClock {
  private readonly clock: SampleClock;
  private last: Snapshot | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'snapshot'>,
    headersAt?: number,
  ) {
    this.clock = new SampleClock(headersAt);
  }

  /** To be called before the engine takes `chunk`: what was delivered of the text until then. */
  before(chunk: Chunk): Delivery | null {
    const { length } = this.clock;
    const t = this.clock.before(chunk);
    return t === null ? null : this.sample(t, length);
  }

  /** To be called when the answer has ended, with its final reading if it is complete: what was still delivered. */
  *end(t: number, how: Final | Broken): Generator<Delivery, void, undefined> {
    const { length } = this.clock;
    const sampled = this.clock.end(t, how.kind === 'cancelled');
    const delivered = sampled === null ? null : this.sample(sampled, length);
    if (delivered !== null) yield delivered;
    if (how.kind === 'value') yield { kind: 'final', t, length, value: how.streamed };
    else if (how.kind !== 'cancelled') yield { kind: 'error', t, length, message: how.message };
  }

  private sample(t: number, length: number): Delivery | null {
    const snapshot = this.engine.snapshot();
    const { last } = this;
    if (snapshot === last || snapshot.kind === 'refusal') return null;
    if (last?.kind === 'value' && isSame(last.value, snapshot.value)) return null;
    this.last = snapshot;
    return { kind: 'partial', t, length, value: snapshot.value };
  }
}

/** When the official stream looks at the text: one clock for each attempt. Knows no values, so that it costs next to nothing. */
export class SampleClock {
  /** Of the text so far. */
  length = 0;
  /** When the first event came that no sample has seen; null when there is none. */
  private waitingSince: number | null = null;
  private newest = 0;

  constructor(private headersAt?: number) {}

  /** The response's headers have come. */
  headers(t: number): void {
    this.headersAt ??= t;
  }

  /** To be called before `chunk` is read: when the text until then was looked at, null when it was not. */
  before(chunk: Chunk): number | null {
    this.headersAt ??= chunk.t;
    const due = this.due();
    const sampled = due !== null && due < chunk.t ? this.sampled(due) : null;
    this.waitingSince ??= chunk.t;
    this.newest = chunk.t;
    this.length += chunk.text.length;
    return sampled;
  }

  /** To be called when the answer has ended at `t`: when what had not been looked at still was. */
  end(t: number, isCancelled: boolean): number | null {
    const due = this.due();
    return due !== null && (due < t || !isCancelled) ? this.sampled(Math.min(due, t)) : null;
  }

  /** When the timer next rings for what is waiting. */
  private due(): number | null {
    const { waitingSince, headersAt } = this;
    if (waitingSince === null || headersAt === undefined) return null;
    if (waitingSince <= headersAt + WITH_HEADERS_MS) return headersAt + WITH_HEADERS_MS;
    return headersAt + Math.ceil((waitingSince - headersAt) / SAMPLING_MS) * SAMPLING_MS;
  }

  private sampled(t: number): number {
    this.waitingSince = null;
    // What came with the headers is not looked at later than that.
    return this.headersAt !== undefined && t <= this.headersAt + WITH_HEADERS_MS ? this.newest : t;
  }
}

/** Whether two snapshots are equal. What they share is not looked into. */
function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a, b] as unknown as Readonly<Record<string, Json>>[];
  const keys = Object.keys(one!);
  if (keys.length !== Object.keys(other!).length) return false;
  return keys.every((key) => Object.hasOwn(other!, key) && isSame(one![key]!, other![key]!));
}
