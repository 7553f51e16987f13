/** The lanes above the rows: the axis, the phases of the request and the text as it arrived. */
import { firstContent, firstReasoning, tailFrom, type Stall } from '../../../protocol/metrics';
import { formatMs } from '../../../protocol/words';
import { isBetweenAttempts, type Timeline } from '../../../protocol/timeline';
import { endPlace, placeAtTime, placeOf } from '../position';
import { ticks, toPixels, type Scale } from '../scale';
import { textBars } from '../textBars';
import { beginText, strokes, widthOf } from './paint';
import { paintHanded } from './paintNotes';
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
  /** Shows when the program was handed something. */
  readonly received: boolean;
  /** Room between the axis and the phases, in pixels: lanes of attempts that failed. */
  readonly above: number;
}

/**
 * What lies behind all rows: grid, stall bands, the time that has not come yet. `top` is where it begins; what lies left of `left` need
 * not be painted.
 */
export function paintBackground(
  c: CanvasRenderingContext2D,
  of: Overlay,
  top: number,
  height: number,
  right: number,
  left = -Infinity,
): void {
  const { scale, theme, stalls, now, timeline } = of;
  for (const stall of stalls) {
    const [x0, x1] = stallEdges(of, stall).map(Math.round) as [number, number];
    if (x1 < left) continue;
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
  for (const { at } of ticks(scale)) {
    const x = Math.round(toPixels(scale, at));
    if (x >= left) c.fillRect(x, top, 1, height);
  }
  const edge = Math.round(Math.max(-10, toPixels(scale, endPlace(timeline, scale.axis, now))));
  if (timeline.run === null || edge > scale.width + right) return;
  c.fillStyle = theme.future;
  for (let y = top + 3; y < top + height; y += 4) c.fillRect(edge, y, Math.max(0, scale.width + right - edge), 1);
  c.setLineDash([3, 3]);
  strokes(c, theme.dim, 1, [[edge + 0.5, top, edge + 0.5, top + height]]);
  c.setLineDash([]);
}

/** What lies left of `left` need not be painted. */
export function paintHead(
  c: CanvasRenderingContext2D,
  of: Overlay,
  inset: number,
  right: number,
  left = -Infinity,
): void {
  c.save();
  c.translate(inset, 0);
  paintBackground(c, of, AXIS, of.above + PHASES + TEXT_IN, right, left);
  // Ticks stay where they are while only the present moves.
  if (left === -Infinity) axis(c, of);
  c.translate(0, of.above);
  phases(c, of);
  textIn(c, of, left);
  const { handed } = of.timeline;
  if (of.received) {
    const places = handed.items
      .slice(0, handed.length)
      .map((one) => toPixels(of.scale, placeOf(of.timeline, of.scale.axis, one)));
    paintHanded(c, places, AXIS + PHASES, of.theme);
  }
  c.restore();
}

function axis(c: CanvasRenderingContext2D, { scale, theme }: Overlay): void {
  beginText(c, theme);
  c.fillStyle = theme.dim;
  ticks(scale).forEach(({ at, label }) => {
    const width = widthOf(c, theme.font, label);
    const x = toPixels(scale, at) - width / 2;
    c.fillText(label, Math.max(0, Math.min(scale.width + 8 - width, x)), AXIS / 2 + 0.5);
  });
}

function phases(c: CanvasRenderingContext2D, of: Overlay): void {
  const { timeline, scale, theme, now } = of;
  if (!timeline.started || isBetweenAttempts(timeline)) return;
  const y = AXIS + 11;
  // Bars reach to the edges and little further.
  const x = (t: number): number =>
    Math.max(-20, Math.min(scale.width + 20, Math.round(toPixels(scale, placeAtTime(timeline, scale.axis, t)))));
  const content = firstContent(timeline)?.t;
  const thinking = firstReasoning(timeline);
  const connected = timeline.headers?.t;
  const edge = timeline.finished?.t ?? now;
  if (scale.axis === 'time') {
    const begun = timeline.attempt?.t ?? 0;
    const connectEnd = connected ?? content ?? edge;
    c.strokeStyle = theme.dim;
    c.lineWidth = 1;
    c.setLineDash([1, 2]);
    c.strokeRect(x(begun) + 0.5, y - 5 + 0.5, Math.max(2, x(connectEnd) - x(begun) - 1), 9);
    c.setLineDash([]);
    boxCaption(c, of, 'connect', x(begun), x(connectEnd), y);
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
      caption(c, of, `reasoning ${formatMs(end - thinking)}`, x(thinking), x(end), y);
    }
  }
  if (content === undefined) return;
  const tail = tailFrom(timeline);
  const whole = scale.axis === 'chars' ? toPixels(scale, endPlace(timeline, 'chars', now)) : x(edge);
  const [from, to] = [x(content), tail === null ? whole : x(tail)];
  c.fillStyle = theme.dim;
  c.fillRect(scale.axis === 'chars' ? x(0) : from, y - 1, Math.max(2, to - (scale.axis === 'chars' ? x(0) : from)), 3);
  caption(c, of, 'content', Math.max(0, from) + 6, to, y);
  if (tail === null || whole - to < 4) return;
  c.fillRect(to, y - 4, 1, 9);
  for (let at = to + 3; at < whole - 1; at += 5) c.fillRect(at, y - 1, 2, 3);
  caption(c, of, `tail ${formatMs(edge - tail)}`, to, whole, y);
}

/** A word in its box, when there is room for it. */
function boxCaption(
  c: CanvasRenderingContext2D,
  { theme }: Overlay,
  text: string,
  from: number,
  to: number,
  y: number,
): void {
  beginText(c, theme);
  const width = widthOf(c, theme.font, text);
  if (to - from < width + 8) return;
  c.clearRect(from + (to - from - width) / 2 - 2, y - 5, width + 4, 11);
  c.fillStyle = theme.dim;
  c.fillText(text, from + (to - from - width) / 2, y + 0.5);
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
  beginText(c, theme);
  const width = widthOf(c, theme.font, text);
  if (to - from < width + 20) return;
  c.clearRect(from + 8, y - 8, width + 8, 16);
  c.fillStyle = theme.dim;
  c.fillText(text, from + 12, y + 0.5);
}

function textIn(c: CanvasRenderingContext2D, of: Overlay, left: number): void {
  const { timeline, scale, theme, stalls } = of;
  const bottom = AXIS + PHASES + TEXT_IN - 7;
  const { byX, most } = textBars(timeline, scale);
  c.fillStyle = theme.dim;
  c.strokeStyle = theme.dim;
  c.lineWidth = 1;
  for (const [x, { size, chunks }] of byX) {
    if (size === 0 || x < left - 3) continue;
    // One long wait would flatten all others: its square root is drawn, and its length is written beside it.
    const share = scale.axis === 'time' ? size / most : Math.sqrt(size / most);
    const height = Math.max(3, Math.round(share * (TEXT_IN - 14)));
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

/** Where a stall stands; by characters it has no width: nothing arrived. */
function stallEdges({ timeline, scale }: Overlay, { from, to }: Stall): readonly [number, number] {
  const x0 = toPixels(scale, placeAtTime(timeline, scale.axis, from));
  return [x0, scale.axis === 'time' ? toPixels(scale, to) : x0];
}

function stallLabel(c: CanvasRenderingContext2D, of: Overlay, stall: Stall): void {
  const { scale, theme } = of;
  const text = `stall ${formatMs(stall.to - stall.from)}`;
  beginText(c, theme);
  const width = widthOf(c, theme.font, text);
  const [x0, x1] = stallEdges(of, stall);
  if (x1 < 0 || x0 > scale.width) return;
  const y = AXIS + PHASES + TEXT_IN / 2;
  const fits = x1 - x0 > width + 26;
  const x = (x0 + x1) / 2 - (fits ? (width + 14) / 2 : 4);
  c.fillStyle = theme.fg;
  c.fillRect(x, y - 4, 1.5, 8);
  c.fillRect(x + 4, y - 4, 1.5, 8);
  if (fits) c.fillText(text, x + 14, y + 0.5);
}
