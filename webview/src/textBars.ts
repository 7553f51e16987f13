/** The text as it arrived, as bars: a read each, or what falls on the same two pixels. */
import { readSize } from '../../protocol/metrics';
import { lastWhere } from '../../protocol/persistent';
import { endOfRead, lengthAfter, type Timeline } from '../../protocol/timeline';
import { toPixels, type Scale } from './scale';

export interface Bar {
  /** By time: characters that came. By characters: milliseconds waited for them. */
  size: number;
  /** Most chunks of one read. */
  chunks: number;
}

interface Bars {
  readonly items: readonly unknown[];
  readonly scale: Scale;
  readonly byX: Map<number, Bar>;
  /** Reads that were counted, and the largest size of a bar on screen. */
  done: number;
  most: number;
}

/** Bars that were counted already; only what came since is added. The last read may still grow. */
const counted: Record<'plot' | 'whole', Bars | null> = { plot: null, whole: null };

/** Bars by their x, those on screen, and the largest size among them. `of` names the picture they are for. */
export function textBars(timeline: Timeline, scale: Scale, of: 'plot' | 'whole' = 'plot'): Pick<Bars, 'byX' | 'most'> {
  const { items, length } = timeline.reads;
  const before = counted[of];
  const same =
    before?.items === items &&
    before.scale.axis === scale.axis &&
    before.scale.from === scale.from &&
    before.scale.to === scale.to &&
    before.scale.width === scale.width &&
    before.done < Math.max(1, length);
  const known: Bars =
    same && before ? before : { items, scale, byX: new Map(), done: firstOnScreen(timeline, scale), most: 1 };
  counted[of] = known;
  for (; known.done < length - 1; known.done++) addBar(known, timeline, known.done);
  if (length === 0) return known;
  const bars: Bars = { ...known, byX: new Map(known.byX) };
  addBar(bars, timeline, length - 1);
  return bars;
}

function firstOnScreen(timeline: Timeline, scale: Scale): number {
  if (scale.axis === 'time')
    return Math.max(
      0,
      lastWhere(timeline.reads, (read) => read.t < scale.from),
    );
  return Math.max(
    0,
    lastWhere(timeline.reads, (read) => lengthAfter(timeline, read.first) < scale.from),
  );
}

/** Where the bar of a read stands. */
export function barX(timeline: Timeline, scale: Scale, read: number): number {
  const { t, first } = timeline.reads.items[read]!;
  const place =
    scale.axis === 'time' ? t : (lengthAfter(timeline, first) + lengthAfter(timeline, endOfRead(timeline, read))) / 2;
  return Math.round(toPixels(scale, place) / 2) * 2;
}

function addBar(bars: Bars, timeline: Timeline, read: number): void {
  const { scale } = bars;
  const { t } = timeline.reads.items[read]!;
  const { chars, chunks } = readSize(timeline, read);
  const waited = read > 0 ? t - timeline.reads.items[read - 1]!.t : 0;
  const x = barX(timeline, scale, read);
  if (x < -2 || x > scale.width + 2) return;
  const old = bars.byX.get(x);
  const bar = {
    size: (old?.size ?? 0) + (scale.axis === 'time' ? chars : waited),
    chunks: Math.max(chunks, old?.chunks ?? 0),
  };
  bars.byX.set(x, bar);
  bars.most = Math.max(bars.most, bar.size);
}
