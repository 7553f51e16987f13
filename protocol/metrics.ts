/** Figures of a run, derived from its timeline. Unknown figures are null; estimates are named so. */
import { last } from './persistent';
import { SortedNumbers } from './sortedNumbers';
import { endOfRead, frameAt, lastTime, lengthAfter, rowOf, type Moment, type Timeline } from './timeline';

export interface Metrics {
  /** Request sent → first content. */
  readonly ttft: number | null;
  readonly firstField: Moment | null;
  /** The first value without parts that was complete, or what is pinned instead. */
  readonly firstUsable: Moment | null;
  /** Request sent → outcome; null while it goes on. */
  readonly total: number | null;
  readonly chunks: number;
  readonly chars: number;
  readonly snapshots: number;
  readonly noOps: number;
  /** Holds with a cause of their own, open ones included. */
  readonly holds: { readonly count: number; readonly ms: number };
  readonly stalls: readonly Stall[];
  readonly retractions: number;
  readonly tokens: TokenRate | null;
}

/** Time in which nothing arrived. */
export interface Stall {
  readonly from: number;
  readonly to: number;
  /** The read that ended it; null while it lasts. */
  readonly read: number | null;
  readonly medianGap: number;
}

export interface TokenRate {
  readonly perSecond: number;
  readonly tokens: number;
  /** The provider did not count: four characters are taken for one token. */
  readonly estimated: boolean;
}

const CHARS_PER_TOKEN = 4;
const SHORTEST_STALL_MS = 500;
const STALL_GAPS = 4;

/**
 * `now` is the time of the run while it goes on (milliseconds since the request was sent). `usable` is the row a person
 * pinned as what makes the answer usable: it counts from its first visible value.
 */
export function metrics(timeline: Timeline, now = lastTime(timeline), usable: number | null = null): Metrics {
  const record = last(timeline.frames);
  const at = Math.max(now, lastTime(timeline));
  const { closed, closedMs, open, openFrom } = timeline.holds;
  return {
    ttft: firstContent(timeline)?.t ?? null,
    firstField: timeline.firstField,
    firstUsable: usable === null ? timeline.firstUsable : firstSeen(timeline, usable),
    total: timeline.finished?.t ?? null,
    chunks: timeline.frames.length,
    chars: timeline.text.length,
    snapshots: record?.snapshots ?? 0,
    noOps: record?.noOps ?? 0,
    holds: { count: closed + open, ms: closedMs + (open > 0 ? open * at - openFrom : 0) },
    stalls: stalls(timeline, at),
    retractions: timeline.retractions.length,
    tokens: tokenRate(timeline),
  };
}

function firstSeen(timeline: Timeline, id: number): Moment | null {
  const first = rowOf(timeline, id)?.firstVisible;
  return first ? { ...first, row: id } : null;
}

/** Gaps between reads longer than half a second and four times the usual gap, in order. */
export function stalls(timeline: Timeline, now = lastTime(timeline)): readonly Stall[] {
  const known = gapsOf(timeline);
  if (timeline.reads.length === 0) return [];
  const medianGap = known.sorted.median();
  const shortest = Math.max(SHORTEST_STALL_MS, STALL_GAPS * medianGap);
  const found: Stall[] = [];
  for (const read of known.long) {
    const from = timeline.reads.items[read - 1]!.t;
    const to = timeline.reads.items[read]!.t;
    if (to - from > shortest) found.push({ from, to, read, medianGap });
  }
  const since = last(timeline.reads)!.t;
  const until = timeline.finished && timeline.finished.outcome.kind !== 'completed' ? timeline.finished.t : now;
  const waits = !timeline.finished || timeline.finished.outcome.kind !== 'completed';
  if (waits && until - since > shortest) found.push({ from: since, to: until, read: null, medianGap });
  return found;
}

/** How much of an interval lies in stalls, in milliseconds. */
export function silence(stalls: readonly Stall[], from: number, to: number): number {
  return stalls.reduce((sum, stall) => sum + Math.max(0, Math.min(to, stall.to) - Math.max(from, stall.from)), 0);
}

/** The frame that brought the first text. */
export function firstContent(timeline: Timeline): { readonly t: number; readonly frame: number } | null {
  for (let i = 0; i < timeline.frames.length; i++) {
    const { chunk } = timeline.frames.items[i]!.frame;
    if (chunk.text !== '') return { t: chunk.t, frame: i };
  }
  return null;
}

/** The chunk that brought the first reasoning, when that came before any text. */
export function firstReasoning(timeline: Timeline): number | null {
  for (let i = 0; i < timeline.frames.length; i++) {
    const { chunk } = timeline.frames.items[i]!.frame;
    if (chunk.reasoning) return chunk.t;
    if (chunk.text !== '') return null;
  }
  return null;
}

/**
 * When the tail began: nothing visible changed any more though the stream went on. Null while a run goes on, when nothing was visible,
 * when the stream did not end by itself, and when text was held to the end: that is no tail.
 */
export function tailFrom({ finished, frames, holds }: Timeline): number | null {
  const changed = last(frames)?.changedAt ?? -1;
  if (!finished || changed < 0 || finished.outcome.kind === 'cancelled' || holds.open > 0) return null;
  return frames.items[changed]!.frame.chunk.t;
}

/** Characters and chunks of one read. */
export function readSize(timeline: Timeline, read: number): { readonly chars: number; readonly chunks: number } {
  const first = timeline.reads.items[read]!.first;
  const end = endOfRead(timeline, read);
  return { chars: lengthAfter(timeline, end) - lengthAfter(timeline, first), chunks: end - first };
}

function tokenRate(timeline: Timeline): TokenRate | null {
  const first = firstContent(timeline);
  const end = last(timeline.reads)?.t;
  if (!first || end === undefined || end - first.t < 100) return null;
  const outcome = timeline.finished?.outcome;
  const counted = outcome && 'usage' in outcome ? outcome.usage?.outputTokens : undefined;
  const reported = counted ?? frameAt(timeline, timeline.frames.length - 1)?.frame.chunk.usage?.outputTokens;
  const tokens = reported ?? Math.round(timeline.text.length / CHARS_PER_TOKEN);
  return { tokens, perSecond: (tokens / (end - first.t)) * 1000, estimated: reported === undefined };
}

// ------------------------------------------------------------------------------------------------ gaps

interface Gaps {
  readonly sorted: SortedNumbers;
  /** Reads after a gap of at least the shortest stall. */
  readonly long: number[];
  reads: number;
}

/** What was counted already, by the array the reads are kept in; counting goes on where it stopped. */
const counted = new WeakMap<readonly unknown[], Gaps>();

function gapsOf(timeline: Timeline): Gaps {
  const { items, length } = timeline.reads;
  let gaps = counted.get(items);
  if (!gaps || gaps.reads > length) {
    gaps = { sorted: new SortedNumbers(), long: [], reads: 0 };
    if (items.length === length) counted.set(items, gaps);
  }
  for (let i = gaps.reads; i < length; i++) {
    if (i === 0) continue;
    const gap = items[i]!.t - items[i - 1]!.t;
    gaps.sorted.add(gap);
    if (gap > SHORTEST_STALL_MS) gaps.long.push(i);
  }
  gaps.reads = length;
  return gaps;
}
