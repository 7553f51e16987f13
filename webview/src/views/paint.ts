/** Shapes as strokes on a canvas. Knows patterns and measures, nothing about runs. */
import type { Shape } from '../marks';
import { paintNote } from './paintNotes';
import type { Theme } from './theme';

/** A canvas kept at the size of its place and the density of the screen. */
export class Surface {
  readonly context: CanvasRenderingContext2D;
  width = 0;
  height = 0;
  private density = 0;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d')!;
  }

  /** Clears, and resizes when needed. Sizes in CSS pixels. */
  begin(width: number, height: number): CanvasRenderingContext2D {
    const density = window.devicePixelRatio || 1;
    if (width !== this.width || height !== this.height || density !== this.density) {
      [this.width, this.height, this.density] = [width, height, density];
      this.canvas.width = Math.max(1, Math.round(width * density));
      this.canvas.height = Math.max(1, Math.round(height * density));
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    this.context.setTransform(density, 0, 0, density, 0, 0);
    this.context.clearRect(0, 0, width, height);
    return this.context;
  }
}

/** Widths of words at 11 pixels, by font: measuring is slow, and the same words come again and again. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 2_000;

/** Text from here on is small and stands on the middle of its line. */
export function beginText(c: CanvasRenderingContext2D, { font }: Theme): void {
  c.font = `11px ${font}`;
  c.textBaseline = 'middle';
}

/** The canvas must have been given the font. */
export function widthOf(c: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}\n${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    widths.set(key, (width = c.measureText(text).width));
  }
  return width;
}

const TEXT_Y = 3;
const VALUE_Y = 9;
const VALUE_HEIGHT = 10;

/** Draws one row's shapes with its top at `y`; x is shifted by `inset`. */
export function paintRow(
  c: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  y: number,
  inset: number,
  theme: Theme,
): void {
  c.save();
  c.translate(inset, y);
  for (const shape of shapes) paint(c, shape, theme);
  c.restore();
}

function paint(c: CanvasRenderingContext2D, shape: Shape, theme: Theme): void {
  switch (shape.kind) {
    case 'text':
      dashes(c, shape.from, shape.to, theme);
      break;
    case 'hold':
      hatch(c, Math.min(shape.from, shape.to - 4), shape.to, shape.member, theme);
      break;
    case 'growth':
      staircase(c, shape.steps, shape.to, theme);
      break;
    case 'ghost':
      c.strokeStyle = shape.faint ? theme.dim : theme.fg;
      c.lineWidth = 1;
      c.setLineDash([3, 2]);
      c.strokeRect(
        Math.round(shape.from) + 0.5,
        VALUE_Y - 1.5 + (shape.faint ? 4 : 0),
        Math.max(3, Math.round(shape.to - shape.from)),
        shape.faint ? 5 : VALUE_HEIGHT + 2,
      );
      c.setLineDash([]);
      break;
    case 'settled':
      c.fillStyle = theme.settled;
      c.fillRect(shape.from + 2, 13, Math.max(0, shape.to - shape.from - 2), 1);
      break;
    case 'complete':
      c.fillStyle = theme.accent;
      c.fillRect(Math.round(shape.at) - 3, 7, 3, 14);
      c.clearRect(Math.round(shape.at) + 3, 8, 13, 12);
      tick(c, Math.round(shape.at) + 3, 8, theme.fg);
      break;
    case 'item':
      diamond(c, Math.round(shape.at), 11, theme);
      break;
    case 'density':
      c.fillStyle = theme.accent;
      for (const [x, items] of shape.bins) {
        const height = Math.min(VALUE_HEIGHT, 4 + 2 * items);
        c.fillRect(x - 1, 19 - height, 2, height);
      }
      break;
    case 'cut':
      strokes(c, theme.fg, 1.5, [
        [shape.at - 3, 19, shape.at + 1, 5],
        [shape.at + 1, 19, shape.at + 5, 5],
      ]);
      break;
    case 'invalid':
      triangle(c, shape.at, theme);
      break;
    case 'defaulted':
      c.strokeStyle = theme.dim;
      c.lineWidth = 1.4;
      c.beginPath();
      c.arc(Math.round(shape.at), 14, 4, 0, 2 * Math.PI);
      c.stroke();
      break;
    case 'retraction':
      boxedCross(c, Math.round(shape.at), theme);
      break;
    case 'quirk':
    case 'check':
      paintNote(c, shape, theme);
      break;
    case 'label':
      label(c, shape.text, shape.at, shape.side, theme);
      break;
  }
}

function dashes(c: CanvasRenderingContext2D, from: number, to: number, theme: Theme): void {
  c.fillStyle = theme.dim;
  // Fixed to the axis, not to the start, so that dashes stand still while the bar grows.
  for (let x = Math.ceil(from / 4) * 4; x < to; x += 4) c.fillRect(x, TEXT_Y, Math.min(2, to - x), 3);
  if (to - from < 4) c.fillRect(Math.round(from), TEXT_Y, 2, 3);
}

function hatch(c: CanvasRenderingContext2D, from: number, to: number, member: boolean, theme: Theme): void {
  const [x, y, width, height] = [
    Math.round(from) + 0.5,
    VALUE_Y + 0.5,
    Math.max(3, Math.round(to - from) - 1),
    VALUE_HEIGHT - 1,
  ];
  c.save();
  c.beginPath();
  c.rect(x, y, width, height);
  c.clip();
  c.strokeStyle = theme.held;
  c.lineWidth = 1.5;
  c.beginPath();
  const first = Math.floor((x - height) / 7) * 7;
  for (let at = first; at < x + width; at += 7) {
    c.moveTo(at, y + height + 1);
    c.lineTo(at + height + 2, y - 1);
  }
  c.stroke();
  c.restore();
  c.strokeStyle = theme.held;
  c.lineWidth = 1;
  c.setLineDash(member ? [1, 2] : []);
  c.strokeRect(x, y, width, height);
  c.setLineDash([]);
}

function staircase(
  c: CanvasRenderingContext2D,
  steps: readonly (readonly [number, number])[],
  to: number,
  theme: Theme,
): void {
  if (steps.length === 0) return;
  const bottom = VALUE_Y + VALUE_HEIGHT;
  c.fillStyle = theme.accent;
  c.beginPath();
  c.moveTo(steps[0]![0], bottom);
  steps.forEach(([x, share], i) => {
    const top = bottom - Math.max(3, share * VALUE_HEIGHT);
    c.lineTo(x, top);
    c.lineTo(Math.max(x + 1, steps[i + 1]?.[0] ?? to), top);
  });
  c.lineTo(Math.max(steps.at(-1)![0] + 1, to), bottom);
  c.fill();
}

function tick(c: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  c.strokeStyle = color;
  c.lineWidth = 1.4;
  c.beginPath();
  c.moveTo(x + 2.5, y + 6.5);
  c.lineTo(x + 5, y + 9);
  c.lineTo(x + 10, y + 3.5);
  c.stroke();
}

function diamond(c: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  c.strokeStyle = theme.accent;
  c.fillStyle = theme.bg;
  c.lineWidth = 1.4;
  c.beginPath();
  c.moveTo(x, y - 5);
  c.lineTo(x + 5, y);
  c.lineTo(x, y + 5);
  c.lineTo(x - 5, y);
  c.closePath();
  c.fill();
  c.stroke();
}

function triangle(c: CanvasRenderingContext2D, x: number, theme: Theme): void {
  c.strokeStyle = theme.bad;
  c.fillStyle = theme.bg;
  c.lineWidth = 1.4;
  c.beginPath();
  c.moveTo(x, 5);
  c.lineTo(x + 7, 18);
  c.lineTo(x - 7, 18);
  c.closePath();
  c.fill();
  c.stroke();
  c.fillStyle = theme.bad;
  c.fillRect(x - 0.75, 9.5, 1.5, 4);
  c.fillRect(x - 0.75, 14.8, 1.5, 1.5);
}

function boxedCross(c: CanvasRenderingContext2D, x: number, theme: Theme): void {
  c.fillStyle = theme.bg;
  c.fillRect(x - 6, 5, 13, 13);
  c.strokeStyle = theme.bad;
  c.lineWidth = 1;
  c.strokeRect(x - 6.5, 4.5, 13, 13);
  strokes(c, theme.bad, 1.5, [
    [x - 3, 8, x + 3, 14],
    [x + 3, 8, x - 3, 14],
  ]);
}

function label(c: CanvasRenderingContext2D, text: string, at: number, side: 'left' | 'right', theme: Theme): void {
  beginText(c, theme);
  const width = widthOf(c, theme.font, text);
  const x = side === 'right' ? at : Math.max(0, at - width);
  c.clearRect(x - 4, 8, width + 8, 13);
  c.fillStyle = theme.dim;
  c.fillText(text, x, 14);
}

export function strokes(
  c: CanvasRenderingContext2D,
  color: string,
  width: number,
  lines: readonly (readonly [number, number, number, number])[],
): void {
  c.strokeStyle = color;
  c.lineWidth = width;
  c.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    c.moveTo(x0, y0);
    c.lineTo(x1, y1);
  }
  c.stroke();
}
