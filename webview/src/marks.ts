/** What is drawn for a row: a pure function of the row and the axis. Colours and strokes are the painter's. */
import type { Log } from '../../protocol/persistent';
import { formatMs } from '../../protocol/words';
import type { Hold } from '../../protocol/run';
import { silence, type Stall } from '../../protocol/metrics';
import { completedAt, endState } from '../../protocol/rowState';
import { endOfRead, lengthAfter, rowOf, type Moment, type Row, type Timeline } from '../../protocol/timeline';
import { toPixels, type Scale } from './scale';

export type Shape =
  /** The row's text was arriving. */
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  /** Text had arrived and was withheld; `member`: because a value around it was. */
  | { readonly kind: 'hold'; readonly from: number; readonly to: number; readonly member: boolean }
  /** Visible and growing: from each x on, a share of the whole height. */
  | { readonly kind: 'growth'; readonly steps: readonly (readonly [x: number, share: number])[]; readonly to: number }
  /** When it would have been visible by other types. */
  | { readonly kind: 'ghost'; readonly from: number; readonly to: number }
  | { readonly kind: 'complete'; readonly at: number }
  /** Nothing will change any more. */
  | { readonly kind: 'settled'; readonly from: number; readonly to: number }
  | { readonly kind: 'item'; readonly at: number }
  /** Too many items to tell apart: pixels in which some became visible, and how many. */
  | { readonly kind: 'density'; readonly bins: readonly (readonly [x: number, items: number])[] }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'invalid'; readonly at: number }
  | { readonly kind: 'retraction'; readonly at: number }
  | { readonly kind: 'label'; readonly at: number; readonly side: 'left' | 'right'; readonly text: string };

export interface Drawing {
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly now: number;
  readonly stalls: readonly Stall[];
  /** Length of the model's text at each pixel of the axis. */
  readonly profile: ArrayLike<number>;
}

/** Holds get a label from this long on. */
const LABEL_FROM_MS = 100;
/** About the width of a character of a label, in pixels. */
const LABEL_WIDTH = 6;
const ITEM_WIDTH = 9;

export function drawing(timeline: Timeline, scale: Scale, now: number, stalls: readonly Stall[]): Drawing {
  const profile = new Float64Array(Math.max(1, Math.ceil(scale.width) + 1));
  let read = -1;
  for (let x = 0; x < profile.length; x++) {
    const t = (x / Math.max(1, scale.width)) * scale.extent;
    while (read + 1 < timeline.reads.length && timeline.reads.items[read + 1]!.t <= t) read++;
    profile[x] = read < 0 ? 0 : lengthAfter(timeline, endOfRead(timeline, read));
  }
  return { timeline, scale, now, stalls, profile };
}

/** Shapes of one row, back to front. */
export function marks(row: Row, of: Drawing): readonly Shape[] {
  const { timeline, scale, now } = of;
  const x = (t: number): number => toPixels(scale, t);
  const end = endState(timeline, row);
  const complete = completedAt(timeline, row);
  const shapes: Shape[] = [];
  const openEnd = timeline.finished?.t ?? now;
  if (row.start) shapes.push({ kind: 'text', from: x(row.start.t), to: x(textEnd(row, openEnd)) });
  for (let i = 0; i < row.holds.length; i++) {
    const { from, to, inner } = row.holds.items[i]!;
    shapes.push({ kind: 'hold', from: x(from.t), to: x(to.t), member: inner });
  }
  if (row.held) shapes.push({ kind: 'hold', from: x(row.held.from.t), to: x(openEnd), member: row.held.inner });

  if (isList(row)) shapes.push(...itemShapes(row.arrivals, scale));
  else if (row.firstVisible && row.firstVisible.t !== complete?.t) {
    const to = complete?.t ?? openEnd;
    shapes.push({ kind: 'growth', steps: growth(row, of, row.firstVisible.t, to), to: x(to) });
  }
  if (complete && end !== 'cut' && end !== 'invalid') {
    shapes.push({ kind: 'settled', from: x(complete.t), to: x(openEnd) });
    if (!isList(row)) shapes.push({ kind: 'complete', at: x(complete.t) });
  }
  shapes.push(...holdLabels(row, of));
  for (let i = 0; i < timeline.retractions.length; i++) {
    const retraction = timeline.retractions.items[i]!;
    if (retraction.row === row.id) shapes.push({ kind: 'retraction', at: x(retraction.t) });
  }
  if (end === 'cut') shapes.push({ kind: 'cut', at: x(openEnd) });
  if (end === 'invalid') shapes.push({ kind: 'invalid', at: x(openEnd) });
  return shapes;
}

export interface HoldSpan {
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  readonly hold: Hold;
}

/** A mark under the pointer that can be asked about: the row's hold there. */
export function holdAtTime(row: Row, t: number, slack: number): HoldSpan | null {
  if (row.held && t >= row.held.from.t - slack) return { from: row.held.from.t, to: null, hold: row.held.hold };
  for (let i = row.holds.length - 1; i >= 0; i--) {
    const { from, to, hold } = row.holds.items[i]!;
    if (t >= from.t - slack && t <= to.t + slack) return { from: from.t, to: to.t, hold };
  }
  return null;
}

export function isList(row: Row): boolean {
  return row.decl.type.endsWith('[]') || row.decl.type.endsWith('[]?');
}

function textEnd(row: Row, openEnd: number): number {
  return row.end?.t ?? openEnd;
}

function itemShapes(arrivals: Log<Moment>, scale: Scale): Shape[] {
  if (arrivals.length === 0) return [];
  const xs: number[] = [];
  for (let i = 0; i < arrivals.length; i++) xs.push(toPixels(scale, arrivals.items[i]!.t));
  const crowded =
    arrivals.length > 1 && (xs[xs.length - 1]! - xs[0]!) / (arrivals.length - 1) < ITEM_WIDTH && arrivals.length > 3;
  if (!crowded) return xs.map((at) => ({ kind: 'item', at }));
  return [density(xs)];
}

/** Shapes of a fold: when the items in it became visible. `from` and `to` are positions among the list's items. */
export function foldMarks(list: Row, { from, to }: { from: number; to: number }, of: Drawing): readonly Shape[] {
  const xs: number[] = [];
  for (let i = from; i < to; i++) {
    const first = rowOf(of.timeline, list.children.items[i]!)?.firstVisible;
    if (first) xs.push(toPixels(of.scale, first.t));
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

/** A staircase: the share of the row's text so far that had arrived, one step for every few pixels. */
function growth(row: Row, of: Drawing, from: number, to: number): [number, number][] {
  const { scale, profile, timeline } = of;
  const start = row.start?.offset ?? 0;
  const whole = Math.max(1, (row.end?.offset ?? timeline.text.length) - start);
  const left = Math.round(toPixels(scale, from));
  const right = Math.min(profile.length - 1, Math.round(toPixels(scale, to)));
  const steps: [number, number][] = [];
  for (let x = left; x <= right; x += 2) {
    const share = Math.max(0, Math.min(1, (profile[x]! - start) / whole));
    if (share !== steps.at(-1)?.[1]) steps.push([x, share]);
  }
  if (steps.length === 0) steps.push([left, 1]);
  return steps;
}

function holdLabels(row: Row, of: Drawing): Shape[] {
  const { scale, timeline, now, stalls } = of;
  const open = row.held && { ...row.held, to: { t: timeline.finished?.t ?? now } };
  const span = open ?? (row.holds.length > 0 ? row.holds.items[row.holds.length - 1]! : null);
  if (!span || span.inner) return [];
  const ms = span.to.t - span.from.t;
  if (ms < LABEL_FROM_MS) return [];
  const quiet = silence(stalls, span.from.t, span.to.t);
  const blame = quiet > ms / 2 ? `, ${Math.round(quiet)} of it in the stall` : '';
  const short = `held ${formatMs(ms)}`;
  const right = toPixels(scale, span.to.t) + 20;
  const left = toPixels(scale, span.from.t) - 8;
  const rightIsFree = !open && !overlaps(row, of, span.to.t);
  // The longer text if it has room, else the shorter; with no room at all the list of problems says it.
  for (const text of [short + (open && endState(timeline, row) === 'cut' ? ', never visible' : blame), short]) {
    const width = text.length * LABEL_WIDTH;
    if (rightIsFree && right + width < scale.width) return [{ kind: 'label', text, side: 'right', at: right }];
    if (left >= width) return [{ kind: 'label', text, side: 'left', at: left }];
  }
  return [];
}

/** Whether the row still grows after its hold: a label there would cover it. */
function overlaps(row: Row, of: Drawing, t: number): boolean {
  return row.firstVisible !== null && (completedAt(of.timeline, row)?.t ?? Infinity) > t && !isList(row);
}
