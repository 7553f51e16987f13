/** The axis: what it counts, which part of it is on screen, where its ticks are, and its places as pixels. */

/** What the axis counts: milliseconds since the request, or characters of the answer, which are the same every time. */
export type Axis = 'time' | 'chars';

/** While a run goes on the axis grows in these steps, so that bars keep their place in between. */
const EXTENTS: Readonly<Record<Axis, readonly number[]>> = {
  time: [2_500, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000],
  chars: [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000],
};
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000,
];
/** The least that is shown: closer than this there is nothing to see. */
const LEAST: Readonly<Record<Axis, number>> = { time: 10, chars: 20 };

export interface Scale {
  readonly axis: Axis;
  /** What stands at the left and at the right edge, in what the axis counts. */
  readonly from: number;
  readonly to: number;
  /** Pixels. */
  readonly width: number;
}

/** A part of the axis. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Where the whole axis ends, for a run that has come as far as `end`. */
export function extentOf(end: number, live: boolean, axis: Axis = 'time'): number {
  if (live) {
    const most = EXTENTS[axis].at(-1)!;
    return EXTENTS[axis].find((extent) => end <= extent * 0.98) ?? Math.ceil(end / most) * most;
  }
  // Ended: a little room after the last mark, ending on a tick.
  const wanted = Math.max(end * 1.04, 1);
  const step = stepFor(wanted, 10);
  return Math.ceil(wanted / step) * step;
}

export function toPixels(scale: Scale, unit: number): number {
  return ((unit - scale.from) / (scale.to - scale.from)) * scale.width;
}

/** What stands at a pixel, within what is on screen. */
export function fromPixels(scale: Scale, x: number): number {
  if (scale.width <= 0) return scale.from;
  return scale.from + Math.max(0, Math.min(1, x / scale.width)) * (scale.to - scale.from);
}

/** `factor` times as much of the axis, around a place that stays where it is. Null is all of it. */
export function zoomed(part: Part | null, extent: number, axis: Axis, factor: number, around: number): Part | null {
  const { from, to } = part ?? { from: 0, to: extent };
  const span = Math.max(LEAST[axis], (to - from) * factor);
  if (span >= extent) return null;
  const middle = Math.max(from, Math.min(to, around));
  const share = to > from ? (middle - from) / (to - from) : 0.5;
  return within({ from: middle - share * span, to: middle + (1 - share) * span }, extent);
}

/** The part moved by a share of what is on screen. */
export function panned(part: Part | null, extent: number, share: number): Part | null {
  if (!part) return null;
  const by = (part.to - part.from) * share;
  return within({ from: part.from + by, to: part.to + by }, extent);
}

/** A part somebody pointed out; null when it is too small to mean anything. */
export function pointedOut(a: number, b: number, extent: number, axis: Axis): Part | null {
  const span = Math.max(Math.abs(b - a), LEAST[axis]);
  return span >= extent ? null : within({ from: Math.min(a, b), to: Math.min(a, b) + span }, extent);
}

/** The part moved as little as needed to have a place on screen. */
export function including(part: Part | null, extent: number, place: number): Part | null {
  if (!part || (place >= part.from && place <= part.to)) return part;
  const span = part.to - part.from;
  const from = place < part.from ? place - span * 0.1 : place - span * 0.9;
  return within({ from, to: from + span }, extent);
}

function within({ from, to }: Part, extent: number): Part {
  const span = Math.min(to - from, extent);
  const start = Math.max(0, Math.min(from, extent - span));
  return { from: start, to: start + span };
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Ticks with at least `room` pixels between them. */
export function ticks(scale: Scale, room = 84): readonly Tick[] {
  const step = stepFor(scale.to - scale.from, Math.max(1, Math.floor(scale.width / room)));
  const digits = step % 1_000 === 0 ? 0 : step % 100 === 0 ? 1 : step % 10 === 0 ? 2 : 3;
  const found: Tick[] = [];
  for (let i = Math.ceil(scale.from / step - 1e-9); i * step <= scale.to + 1e-6; i++) {
    const at = i * step;
    found.push({ at, label: scale.axis === 'chars' ? charsLabel(at) : secondsLabel(at, digits) });
  }
  return found;
}

function secondsLabel(ms: number, digits: number): string {
  const seconds = ms / 1000;
  return ms === 0 ? '0 s' : Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(digits);
}

function charsLabel(chars: number): string {
  return chars === 0 ? '0 chars' : chars >= 10_000 && chars % 1_000 === 0 ? `${chars / 1_000} k` : String(chars);
}

function stepFor(extent: number, most: number): number {
  const step = STEPS.find((one) => extent / one <= most);
  if (step !== undefined) return step;
  let larger = STEPS.at(-1)!;
  while (extent / larger > most) larger *= 2;
  return larger;
}
