/** The lanes above the rows: the axis, the phases of the request and the text as it arrived. */
import { firstContent, firstReasoning, readSize, type Stall } from '../../../protocol/metrics';
import { formatMs } from '../../../protocol/words';
import type { Timeline } from '../../../protocol/timeline';
import { ticks, toPixels, type Scale } from '../scale';
import { strokes } from './paint';
import type { Theme } from './theme';

export const AXIS = 28;
export const PHASES = 22;
export const TEXT_IN = 44;
export const HEAD = AXIS + PHASES + TEXT_IN;

export interface Overlay {
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly now: number;
  readonly stalls: readonly Stall[];
  readonly live: boolean;
  readonly theme: Theme;
}

/** What lies behind all rows: grid, stall bands, the time that has not come yet. `top` is where it begins. */
export function paintBackground(
  c: CanvasRenderingContext2D,
  of: Overlay,
  top: number,
  height: number,
  right: number,
): void {
  const { scale, theme, stalls, now } = of;
  for (const stall of stalls) {
    const [x0, x1] = [Math.round(toPixels(scale, stall.from)), Math.round(toPixels(scale, stall.to))];
    if (!theme.highContrast) {
      c.fillStyle = theme.band;
      c.fillRect(x0, top, x1 - x0, height);
    }
    c.setLineDash([3, 3]);
    strokes(c, theme.settled, 1, [
      [x0 + 0.5, top, x0 + 0.5, top + height],
      [x1 + 0.5, top, x1 + 0.5, top + height],
    ]);
    c.setLineDash([]);
  }
  c.fillStyle = theme.grid;
  for (const { t } of ticks(scale)) c.fillRect(Math.round(toPixels(scale, t)), top, 1, height);
  const edge = Math.round(toPixels(scale, now));
  if (of.timeline.run === null) return;
  c.fillStyle = theme.future;
  for (let y = top + 3; y < top + height; y += 4) c.fillRect(edge, y, Math.max(0, scale.width + right - edge), 1);
  c.setLineDash([3, 3]);
  strokes(c, theme.dim, 1, [[edge + 0.5, top, edge + 0.5, top + height]]);
  c.setLineDash([]);
}

export function paintHead(c: CanvasRenderingContext2D, of: Overlay, inset: number, right: number): void {
  c.save();
  c.translate(inset, 0);
  paintBackground(c, of, AXIS, PHASES + TEXT_IN, right);
  axis(c, of);
  phases(c, of);
  textIn(c, of);
  c.restore();
}

function axis(c: CanvasRenderingContext2D, { scale, theme }: Overlay): void {
  c.font = `11px ${theme.font}`;
  c.textBaseline = 'middle';
  c.fillStyle = theme.dim;
  ticks(scale).forEach(({ t, label }) => {
    const width = c.measureText(label).width;
    const x = toPixels(scale, t) - width / 2;
    c.fillText(label, Math.max(0, Math.min(scale.width + 8 - width, x)), AXIS / 2 + 0.5);
  });
}

function phases(c: CanvasRenderingContext2D, of: Overlay): void {
  const { timeline, scale, theme, now } = of;
  if (!timeline.started) return;
  const y = AXIS + 11;
  const x = (t: number): number => Math.round(toPixels(scale, t));
  const content = firstContent(timeline)?.t;
  const thinking = firstReasoning(timeline);
  const connected = timeline.headers?.t;
  const edge = timeline.finished?.t ?? now;
  const connectEnd = connected ?? content ?? edge;
  c.strokeStyle = theme.dim;
  c.lineWidth = 1;
  c.setLineDash([1, 2]);
  c.strokeRect(0.5, y - 5 + 0.5, Math.max(2, x(connectEnd) - 1), 9);
  c.setLineDash([]);
  const waitEnd = thinking ?? content ?? edge;
  if (connected !== undefined && waitEnd > connected) {
    c.setLineDash([3, 3]);
    strokes(c, theme.dim, 1, [[x(connected), y + 0.5, x(waitEnd), y + 0.5]]);
    c.setLineDash([]);
    caption(c, of, `wait ${formatMs(waitEnd - connected)}`, x(connected), x(waitEnd), y);
  }
  if (thinking !== null) {
    const end = content ?? edge;
    c.setLineDash([1, 3]);
    strokes(c, theme.dim, 3, [[x(thinking), y + 0.5, x(end), y + 0.5]]);
    c.setLineDash([]);
    caption(c, of, 'reasoning', x(thinking), x(end), y);
  }
  if (content !== undefined) {
    c.fillStyle = theme.dim;
    c.fillRect(x(content), y - 1, Math.max(2, x(edge) - x(content)), 3);
    caption(c, of, 'content', x(content) + 6, x(edge), y);
  }
}

/** A word on its line, when there is room for it. */
function caption(
  c: CanvasRenderingContext2D,
  { theme }: Overlay,
  text: string,
  from: number,
  to: number,
  y: number,
): void {
  c.font = `11px ${theme.font}`;
  c.textBaseline = 'middle';
  const width = c.measureText(text).width;
  if (to - from < width + 20) return;
  c.clearRect(from + 8, y - 8, width + 8, 16);
  c.fillStyle = theme.dim;
  c.fillText(text, from + 12, y + 0.5);
}

function textIn(c: CanvasRenderingContext2D, of: Overlay): void {
  const { timeline, scale, theme, stalls } = of;
  const bottom = AXIS + PHASES + TEXT_IN - 7;
  const { heights, most } = barsOf(timeline, scale);
  c.fillStyle = theme.dim;
  c.strokeStyle = theme.dim;
  c.lineWidth = 1;
  for (const [x, { chars, chunks }] of heights) {
    if (chars === 0) continue;
    const height = Math.max(3, Math.round((chars / most) * (TEXT_IN - 14)));
    c.fillRect(x - 1, bottom - height, 2, height);
    if (chunks >= 3) {
      c.beginPath();
      c.moveTo(x - 2.5, bottom + 1.5);
      c.lineTo(x - 2.5, bottom + 4.5);
      c.lineTo(x + 2.5, bottom + 4.5);
      c.lineTo(x + 2.5, bottom + 1.5);
      c.stroke();
    }
  }
  for (const stall of stalls) stallLabel(c, of, stall);
}

interface Bars {
  readonly items: readonly unknown[];
  readonly extent: number;
  readonly width: number;
  /** By x: reads that fall on the same two pixels are one bar. */
  readonly heights: Map<number, { chars: number; chunks: number }>;
  /** Reads that were counted, and the most characters of a bar. */
  done: number;
  most: number;
}

/** Bars that were counted already; only what came since is added. The last read may still grow. */
let counted: Bars | null = null;

function barsOf(timeline: Timeline, scale: Scale): Pick<Bars, 'heights' | 'most'> {
  const { items, length } = timeline.reads;
  const { extent, width } = scale;
  if (
    counted?.items !== items ||
    counted.extent !== extent ||
    counted.width !== width ||
    counted.done >= Math.max(1, length)
  ) {
    counted = { items, extent, width, heights: new Map(), done: 0, most: 1 };
  }
  for (; counted.done < length - 1; counted.done++) addBar(counted, timeline, scale, counted.done);
  const bars: Bars = { ...counted, heights: new Map(counted.heights) };
  if (length > 0) addBar(bars, timeline, scale, length - 1);
  return bars;
}

function addBar(bars: Bars, timeline: Timeline, scale: Scale, read: number): void {
  const x = Math.round(toPixels(scale, timeline.reads.items[read]!.t) / 2) * 2;
  const { chars, chunks } = readSize(timeline, read);
  const bar = bars.heights.get(x);
  const sum = { chars: chars + (bar?.chars ?? 0), chunks: Math.max(chunks, bar?.chunks ?? 0) };
  bars.heights.set(x, sum);
  bars.most = Math.max(bars.most, sum.chars);
}

function stallLabel(c: CanvasRenderingContext2D, { scale, theme }: Overlay, stall: Stall): void {
  const text = `stall ${formatMs(stall.to - stall.from)}`;
  c.font = `11px ${theme.font}`;
  c.textBaseline = 'middle';
  const width = c.measureText(text).width;
  const [x0, x1] = [toPixels(scale, stall.from), toPixels(scale, stall.to)];
  const y = AXIS + PHASES + TEXT_IN / 2;
  const fits = x1 - x0 > width + 26;
  const x = (x0 + x1) / 2 - (fits ? (width + 14) / 2 : 4);
  c.fillStyle = theme.fg;
  c.fillRect(x, y - 4, 1.5, 8);
  c.fillRect(x + 4, y - 4, 1.5, 8);
  if (fits) c.fillText(text, x + 14, y + 0.5);
}
