/** What is drawn for a row: a pure function of the row and the axis. Colours and strokes are the painter's. */
import { cadence } from '../../protocol/cadence';
import { lastWhere, type Log } from '../../protocol/persistent';
import { count, formatMs } from '../../protocol/words';
import type { Hold } from '../../protocol/run';
import { silence, type Stall } from '../../protocol/metrics';
import { completedAt, endState } from '../../protocol/rowState';
import {
  endOfRead,
  lengthAfter,
  rowOf,
  type Mark,
  type Moment,
  type Row,
  type Timeline,
} from '../../protocol/timeline';
import { endPlace, placeOf } from './position';
import { fromPixels, toPixels, type Axis, type Scale } from './scale';

export type Shape =
  /** The row's text was arriving. */
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  /** Text had arrived and was withheld; `member`: because a value around it was. */
  | { readonly kind: 'hold'; readonly from: number; readonly to: number; readonly member: boolean }
  /** Visible and growing: from each x on, a share of the whole height. */
  | { readonly kind: 'growth'; readonly steps: readonly (readonly [x: number, share: number])[]; readonly to: number }
  /** When it would have been visible by other types; `faint`: when an attempt that failed had shown it. */
  | { readonly kind: 'ghost'; readonly from: number; readonly to: number; readonly faint?: true }
  | { readonly kind: 'complete'; readonly at: number }
  /** Nothing will change any more. */
  | { readonly kind: 'settled'; readonly from: number; readonly to: number }
  | { readonly kind: 'item'; readonly at: number }
  /** Too many items to tell apart: pixels in which some became visible, and how many. */
  | { readonly kind: 'density'; readonly bins: readonly (readonly [x: number, items: number])[] }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'invalid'; readonly at: number }
  /** The final value was filled in: there was no text. */
  | { readonly kind: 'defaulted'; readonly at: number }
  | { readonly kind: 'retraction'; readonly at: number }
  /** A quirk of the runtime showed; see `noteMarks.ts`. */
  | { readonly kind: 'quirk'; readonly from: number; readonly to: number }
  /** A check was decided. */
  | { readonly kind: 'check'; readonly at: number; readonly holds: boolean }
  | { readonly kind: 'label'; readonly at: number; readonly side: 'left' | 'right'; readonly text: string };

export interface Drawing {
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly now: number;
  readonly stalls: readonly Stall[];
  /** Length of the model's text at each pixel of the axis. */
  readonly profile: ArrayLike<number>;
}

/** Attempts that failed have a lane each; of very many the last ones. */
export const MOST_ATTEMPTS = 4;
/** Holds get a label from this long on. */
const LABEL_FROM_MS = 100;
/** About the width of a character of a label, in pixels. */
const LABEL_WIDTH = 6;
const ITEM_WIDTH = 9;
/** Marks are drawn this far beyond the edges, so that none seems to end there. */
const BEYOND = 40;

export function drawing(timeline: Timeline, scale: Scale, now: number, stalls: readonly Stall[]): Drawing {
  return { timeline, scale, now, stalls, profile: profileOf(timeline, scale) };
}

/** Shapes of one row, back to front. */
export function marks(row: Row, of: Drawing): readonly Shape[] {
  const { timeline, scale, now } = of;
  const { axis } = scale;
  const end = endState(timeline, row);
  const complete = completedAt(timeline, row);
  const shapes: Shape[] = [];
  const open = toPixels(scale, endPlace(timeline, axis, now));
  const x = (mark: Mark | null): number => (mark ? toPixels(scale, placeOf(timeline, axis, mark)) : open);
  /** Bars reach to the edges and little further, however long they are. */
  const clip = (at: number): number => Math.max(-BEYOND, Math.min(scale.width + BEYOND, at));
  if (row.start) {
    // Characters are known exactly; times only by the chunk that brought them.
    const [from, to] =
      axis === 'chars'
        ? [toPixels(scale, row.start.offset), row.end ? toPixels(scale, row.end.offset) : open]
        : [x(row.start), x(row.end)];
    shapes.push({ kind: 'text', from: clip(from), to: clip(to) });
  }
  const hold = (from: Mark, to: Mark | null, member: boolean): void => {
    shapes.push({ kind: 'hold', from: clip(x(from)), to: clip(x(to)), member });
  };
  const first = firstInSight(row, of);
  for (let i = first; i < row.holds.length; i++) {
    const { from, to, inner } = row.holds.items[i]!;
    hold(from, to, inner);
  }
  if (row.held) hold(row.held.from, null, row.held.inner);

  if (isList(row)) shapes.push(...itemShapes(row.arrivals, of));
  else if (
    row.firstVisible &&
    (!complete || placeOf(timeline, axis, row.firstVisible) !== placeOf(timeline, axis, complete))
  ) {
    const to = x(complete);
    shapes.push({ kind: 'growth', steps: growth(row, of, x(row.firstVisible), to), to: clip(to) });
  }
  if (complete && end !== 'cut' && end !== 'invalid' && end !== 'dropped') {
    shapes.push({ kind: 'settled', from: clip(x(complete)), to: clip(open) });
    if (!isList(row)) shapes.push({ kind: 'complete', at: x(complete) });
  }
  shapes.push(...holdLabels(row, of, x));
  if (isList(row)) shapes.push(...cadenceLabel(row, of, x));
  for (let i = 0; i < row.retractions.length; i++)
    shapes.push({ kind: 'retraction', at: x(row.retractions.items[i]!) });
  if (row.leftOut !== null) shapes.push({ kind: 'invalid', at: open });
  if (end === 'cut' || end === 'invalid' || end === 'defaulted') shapes.push({ kind: end, at: open });
  return shapes;
}

export interface HoldSpan {
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  readonly hold: Hold;
}

/** A mark under the pointer that can be asked about: the row's hold at a place of the axis. Times of the hold are times. */
export function holdAtPlace(timeline: Timeline, row: Row, axis: Axis, place: number, slack: number): HoldSpan | null {
  const at = (mark: Mark): number => placeOf(timeline, axis, mark);
  if (row.held && place >= at(row.held.from) - slack) return { from: row.held.from.t, to: null, hold: row.held.hold };
  for (let i = row.holds.length - 1; i >= 0; i--) {
    const { from, to, hold } = row.holds.items[i]!;
    if (place >= at(from) - slack && place <= at(to) + slack) return { from: from.t, to: to.t, hold };
  }
  return null;
}

export function isList(row: Row): boolean {
  return row.decl.type.endsWith('[]') || row.decl.type.endsWith('[]?');
}

/** Index of the first hold that is not over before what is on screen. */
function firstInSight(row: Row, { scale, timeline }: Drawing): number {
  if (row.holds.length < 16) return 0;
  return lastWhere(row.holds, ({ to }) => placeOf(timeline, scale.axis, to) < scale.from) + 1;
}

// ------------------------------------------------------------------------------------------------ items

function itemShapes(arrivals: Log<Moment>, { scale, timeline }: Drawing): Shape[] {
  const xs: number[] = [];
  // Only those on screen and one on either side.
  let i = Math.max(
    0,
    lastWhere(arrivals, (one) => placeOf(timeline, scale.axis, one) < scale.from),
  );
  for (; i < arrivals.length; i++) {
    const x = toPixels(scale, placeOf(timeline, scale.axis, arrivals.items[i]!));
    xs.push(x);
    if (x > scale.width) break;
  }
  const crowded = xs.length > 3 && (xs[xs.length - 1]! - xs[0]!) / (xs.length - 1) < ITEM_WIDTH;
  if (!crowded) return xs.map((at) => ({ kind: 'item', at }));
  return [density(xs)];
}

/** Shapes of a fold: when the items in it became visible. `from` and `to` are positions among the list's items. */
export function foldMarks(list: Row, { from, to }: { from: number; to: number }, of: Drawing): readonly Shape[] {
  const { timeline, scale } = of;
  const xs: number[] = [];
  for (let i = from; i < to; i++) {
    const first = rowOf(timeline, list.children.items[i]!)?.firstVisible;
    if (first) xs.push(toPixels(scale, placeOf(timeline, scale.axis, first)));
  }
  return [density(xs)];
}

/** Items counted by the three pixels they fall into. */
function density(xs: readonly number[]): Shape {
  const bins = new Map<number, number>();
  for (const x of xs) {
    const pixel = Math.round(x / 3) * 3;
    bins.set(pixel, (bins.get(pixel) ?? 0) + 1);
  }
  return { kind: 'density', bins: [...bins] };
}

// ------------------------------------------------------------------------------------------------ growth

/** A staircase: the share of the row's text so far that had arrived, one step for every few pixels. */
function growth(row: Row, of: Drawing, from: number, to: number): [number, number][] {
  const { profile, timeline } = of;
  const start = row.start?.offset ?? 0;
  const whole = Math.max(1, (row.end?.offset ?? timeline.text.length) - start);
  const left = Math.max(0, Math.round(from));
  const right = Math.min(profile.length - 1, Math.round(to));
  const steps: [number, number][] = [];
  for (let x = left; x <= right; x += 2) {
    const share = Math.max(0, Math.min(1, (profile[x]! - start) / whole));
    if (share !== steps.at(-1)?.[1]) steps.push([x, share]);
  }
  if (steps.length === 0 && to >= 0 && from < profile.length) steps.push([left, 1]);
  return steps;
}

interface Profile {
  readonly reads: readonly unknown[];
  readonly scale: Scale;
  readonly lengths: Float64Array;
  /** Pixels before this one will not change any more. */
  done: number;
}

let known: Profile | null = null;

/** Length of the text at each pixel. What lies before the last read is looked up once. */
function profileOf(timeline: Timeline, scale: Scale): Float64Array {
  const pixels = Math.max(1, Math.ceil(scale.width) + 1);
  if (scale.axis === 'chars') {
    const lengths = new Float64Array(pixels);
    for (let x = 0; x < pixels; x++) lengths[x] = Math.min(timeline.text.length, fromPixels(scale, x));
    return lengths;
  }
  const { items, length } = timeline.reads;
  const same =
    known?.reads === items &&
    known.lengths.length === pixels &&
    known.scale.from === scale.from &&
    known.scale.to === scale.to;
  if (!same || !known) known = { reads: items, scale, lengths: new Float64Array(pixels), done: 0 };
  const lastRead = length > 0 ? items[length - 1]!.t : 0;
  let x = Math.min(known.done, Math.max(0, Math.floor(toPixels(scale, lastRead)) - 1));
  let read = lastWhere(timeline.reads, (one) => one.t <= fromPixels(scale, x));
  for (; x < pixels; x++) {
    const t = fromPixels(scale, x);
    while (read + 1 < length && items[read + 1]!.t <= t) read++;
    known.lengths[x] = read < 0 ? 0 : lengthAfter(timeline, endOfRead(timeline, read));
    if (t < lastRead) known.done = x;
  }
  return known.lengths;
}

// ------------------------------------------------------------------------------------------------ labels

function holdLabels(row: Row, of: Drawing, x: (mark: Mark | null) => number): Shape[] {
  const { scale, timeline, now, stalls } = of;
  const open = row.held && { ...row.held, to: null };
  const span = open ?? (row.holds.length > 0 ? row.holds.items[row.holds.length - 1]! : null);
  if (!span || span.inner) return [];
  const until = span.to?.t ?? timeline.finished?.t ?? now;
  const ms = until - span.from.t;
  if (ms < LABEL_FROM_MS) return [];
  const left = x(span.from) - 8;
  const right = x(span.to) + 20;
  if (right < 0 || left > scale.width) return [];
  const chars = (span.to?.offset ?? timeline.text.length) - span.from.offset;
  const quiet = silence(stalls, span.from.t, until);
  const blame = quiet > ms / 2 ? `, ${Math.round(quiet)} of it in the stall` : '';
  const short = scale.axis === 'chars' ? `held ${count(chars, 'char')}` : `held ${formatMs(ms)}`;
  const never = open && endState(timeline, row) === 'cut' ? ', never visible' : '';
  const long = short + (never || (scale.axis === 'time' ? blame : ''));
  const rightIsFree = !open && !overlaps(row, of, span.to?.t ?? Infinity);
  // The longer text if it has room, else the shorter; with no room at all the list of problems says it.
  for (const text of [long, short]) {
    const width = text.length * LABEL_WIDTH;
    if (rightIsFree && right >= 20 && right + width < scale.width)
      return [{ kind: 'label', text, side: 'right', at: right }];
    if (left >= width) return [{ kind: 'label', text, side: 'left', at: left }];
  }
  return [];
}

/** Whether the row still grows after its hold: a label there would cover it. */
function overlaps(row: Row, of: Drawing, t: number): boolean {
  return row.firstVisible !== null && (completedAt(of.timeline, row)?.t ?? Infinity) > t && !isList(row);
}

/** How regularly the items came, beside the last of them. */
function cadenceLabel(row: Row, of: Drawing, x: (mark: Mark | null) => number): Shape[] {
  const whole = cadenceText(of.timeline, row, of.scale.axis);
  if (whole === null || row.held) return [];
  const { items, length } = row.arrivals;
  const right = x(items[length - 1]!) + 14;
  const left = x(items[0]!) - 12;
  for (const text of [whole, whole.split(',')[0]!]) {
    const width = text.length * LABEL_WIDTH;
    if (right >= 14 && right + width < of.scale.width) return [{ kind: 'label', text, side: 'right', at: right }];
    if (left >= width) return [{ kind: 'label', text, side: 'left', at: left }];
  }
  return [];
}

/** The usual gap between two items; the long ones too where there are enough to tell. Null with fewer than two items. */
export function cadenceText(timeline: Timeline, row: Row, axis: Axis): string | null {
  const known = cadence(timeline, row);
  if (!known) return null;
  const say = (n: number): string => (axis === 'chars' ? count(Math.round(n), 'char') : formatMs(n));
  const { median, p95 } = known[axis === 'chars' ? 'chars' : 'ms'];
  return known.gaps < 2 ? `${say(median)} apart` : `every ${say(median)}, p95 ${say(p95)}`;
}
