/** How regularly the items of a list became visible: the usual gap between two and the longest but for one in twenty. */
import type { Log } from './persistent';
import { lengthAfter, type Moment, type Row, type Timeline } from './timeline';
import { SortedNumbers } from './sortedNumbers';

export interface Cadence {
  /** Gaps that were counted: one less than items. */
  readonly gaps: number;
  readonly ms: Spread;
  /** The same in characters of the answer. */
  readonly chars: Spread;
}

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** Null with fewer than two items. Items that became visible with one read have no time between them. */
export function cadence(timeline: Timeline, { arrivals }: Row): Cadence | null {
  if (arrivals.length < 2) return null;
  const { ms, chars } = gapsOf(timeline, arrivals);
  return { gaps: arrivals.length - 1, ms: spread(ms), chars: spread(chars) };
}

function spread(numbers: SortedNumbers): Spread {
  return { median: numbers.median(), p95: numbers.percentile(0.95) };
}

interface Gaps {
  readonly ms: SortedNumbers;
  readonly chars: SortedNumbers;
}

/** What was counted already, by the array the arrivals are kept in; counting goes on where it stopped. */
const counted = new WeakMap<readonly unknown[], Gaps>();

function gapsOf(timeline: Timeline, { items, length }: Log<Moment>): Gaps {
  let gaps = counted.get(items);
  if (!gaps || gaps.ms.size > length - 1) {
    gaps = { ms: new SortedNumbers(), chars: new SortedNumbers() };
    // An earlier part of a log that went on is counted for once.
    if (items.length === length) counted.set(items, gaps);
  }
  for (let i = gaps.ms.size + 1; i < length; i++) {
    const [before, now] = [items[i - 1]!, items[i]!];
    gaps.ms.add(now.t - before.t);
    gaps.chars.add(lengthAfter(timeline, now.frame + 1) - lengthAfter(timeline, before.frame + 1));
  }
  return gaps;
}
