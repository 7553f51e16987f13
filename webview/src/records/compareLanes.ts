/** Bars of two runs in one row: A as outlines above, B below it as in the timeline. Pure, and the strokes for it. */
import type { ComparedField, RunComparison } from '../../../protocol/report/compareRuns';
import type { FieldFacts } from '../../../protocol/report/fieldFacts';
import type { Shape } from '../marks';
import { paintRow } from '../views/paint';
import type { Theme } from '../views/theme';

export interface CompareAxis {
  /** Milliseconds at the right edge, from the common beginning. */
  readonly extent: number;
  readonly width: number;
  /** Of both runs, from there. */
  readonly ends: readonly [number, number];
}

/** The axis both runs fit on. */
export function compareAxis({ zero }: RunComparison, ends: readonly [number, number], width: number): CompareAxis {
  const own = [Math.max(0, ends[0] - zero[0]), Math.max(0, ends[1] - zero[1])] as const;
  return { extent: Math.max(1, ...own) * 1.04, width, ends: own };
}

export function axisTicks({ extent, width }: CompareAxis): readonly { readonly x: number; readonly label: string }[] {
  const most = Math.max(1, Math.floor(width / 84));
  let step = 1;
  for (let i = 0; extent / step > most; i++) step *= [2, 2.5, 2][i % 3]!;
  const digits = step % 1_000 === 0 ? 0 : step % 100 === 0 ? 1 : step % 10 === 0 ? 2 : 3;
  const found: { x: number; label: string }[] = [];
  for (let t = 0; t <= extent; t += step) {
    found.push({ x: (t / extent) * width, label: t === 0 ? '0 s' : (t / 1000).toFixed(digits) });
  }
  return found;
}

export interface GhostBar {
  readonly kind: 'growing' | 'held';
  readonly from: number;
  readonly to: number;
}

/** A's bar as outlines: dashed where it was visible and growing, dotted where it was held. */
export function ghostBars({ a }: ComparedField, axis: CompareAxis, zero: number): readonly GhostBar[] {
  if (!a) return [];
  const x = (t: number): number => (Math.max(0, t - zero) / axis.extent) * axis.width;
  const end = axis.ends[0] + zero;
  const held = a.holds.map(({ from, to }): GhostBar => ({ kind: 'held', from: x(from.t), to: x(to?.t ?? end) }));
  return a.firstVisible ? [...held, { kind: 'growing', from: x(a.firstVisible.t), to: x(a.complete?.t ?? end) }] : held;
}

/** B's shapes, as the timeline draws them. */
export function solidShapes({ b }: ComparedField, axis: CompareAxis, zero: number): readonly Shape[] {
  if (!b) return [];
  const x = (t: number): number => (Math.max(0, t - zero) / axis.extent) * axis.width;
  const end = axis.ends[1] + zero;
  const shapes: Shape[] = b.holds.map(({ from, to, inner }) => ({
    kind: 'hold',
    from: x(from.t),
    to: x(to?.t ?? end),
    member: inner,
  }));
  if (b.firstVisible) shapes.push(...visibleShapes(b, x, end));
  for (const { t } of b.retractions) shapes.push({ kind: 'retraction', at: x(t) });
  return shapes;
}

function visibleShapes(b: FieldFacts, x: (t: number) => number, end: number): Shape[] {
  const first = b.firstVisible!.t;
  const until = b.complete?.t ?? end;
  const growth: Shape[] = until > first ? [{ kind: 'growth', steps: [[x(first), 0.6]], to: x(until) }] : [];
  return b.complete
    ? [...growth, { kind: 'settled', from: x(until), to: x(end) }, { kind: 'complete', at: x(until) }]
    : growth;
}

/** Draws one row with its top at `y`. */
export function paintCompared(
  c: CanvasRenderingContext2D,
  { ghosts, solid }: { readonly ghosts: readonly GhostBar[]; readonly solid: readonly Shape[] },
  y: number,
  inset: number,
  theme: Theme,
): void {
  paintRow(c, solid, y, inset, theme);
  c.strokeStyle = theme.dim;
  c.lineWidth = 1;
  for (const { kind, from, to } of ghosts) {
    c.setLineDash(kind === 'held' ? [1, 2] : [3, 2]);
    c.strokeRect(Math.round(inset + from) + 0.5, y + 2.5, Math.max(2, Math.round(to - from)), 4);
  }
  c.setLineDash([]);
}
