/** The time axis: how far it reaches, where its ticks are, and times as pixels. */

/** While a run goes on the axis grows in these steps (milliseconds), so that bars keep their place in between. */
const EXTENTS = [2_500, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000];
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000,
];

export interface Scale {
  /** Milliseconds at the right edge. */
  readonly extent: number;
  /** Pixels. */
  readonly width: number;
}

export function extentOf(now: number, live: boolean): number {
  if (live) return EXTENTS.find((extent) => now <= extent * 0.98) ?? Math.ceil(now / 3_600_000) * 3_600_000;
  // Ended: a little room after the last mark, ending on a tick.
  const wanted = Math.max(now * 1.04, 1);
  const step = stepFor(wanted, 10);
  return Math.ceil(wanted / step) * step;
}

export function toPixels(scale: Scale, t: number): number {
  return (t / scale.extent) * scale.width;
}

export function toTime(scale: Scale, x: number): number {
  return scale.width > 0 ? Math.max(0, Math.min(scale.extent, (x / scale.width) * scale.extent)) : 0;
}

export interface Tick {
  readonly t: number;
  readonly label: string;
}

/** Ticks with at least `room` pixels between them. */
export function ticks(scale: Scale, room = 84): readonly Tick[] {
  const step = stepFor(scale.extent, Math.max(1, Math.floor(scale.width / room)));
  const digits = step % 1_000 === 0 ? 0 : step % 100 === 0 ? 1 : step % 10 === 0 ? 2 : 3;
  const found: Tick[] = [];
  for (let i = 0; i * step <= scale.extent + 1e-6; i++) {
    const seconds = (i * step) / 1000;
    found.push({
      t: i * step,
      label: i === 0 ? '0 s' : Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(digits),
    });
  }
  return found;
}

function stepFor(extent: number, most: number): number {
  return STEPS.find((step) => extent / step <= most) ?? STEPS.at(-1)!;
}
