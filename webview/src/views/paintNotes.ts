/** Paints what `noteMarks.ts` makes: a zigzag under what a quirk showed, a small flag where a check was decided. */
import type { Shape } from '../marks';
import { strokes } from './paint';
import type { Theme } from './theme';

const STEP = 4;
/** Below the value track. */
const QUIRK_Y = 20;

/** In a row: x from the left edge of the axis, y from the row's top. */
export function paintNote(
  c: CanvasRenderingContext2D,
  shape: Extract<Shape, { kind: 'quirk' | 'check' }>,
  theme: Theme,
): void {
  if (shape.kind === 'quirk') {
    const to = Math.max(shape.to, shape.from + 2 * STEP);
    const lines: [number, number, number, number][] = [];
    for (let x = shape.from, up = false; x < to; x += STEP, up = !up) {
      lines.push([x, QUIRK_Y + (up ? -2 : 1), Math.min(to, x + STEP), QUIRK_Y + (up ? 1 : -2)]);
    }
    return strokes(c, theme.bad, 1, lines);
  }
  const x = Math.round(shape.at) + 0.5;
  // A flag for one that passes, a small cross for one that fails.
  if (shape.holds) {
    strokes(c, theme.dim, 1, [
      [x, 2, x, 8],
      [x, 2, x + 5, 2],
      [x + 5, 2, x + 5, 5],
      [x + 5, 5, x, 5],
    ]);
  } else {
    strokes(c, theme.bad, 1.5, [
      [x - 3, 1, x + 3, 7],
      [x + 3, 1, x - 3, 7],
    ]);
  }
}

/** Ticks at the foot of a lane where the program was handed something. */
export function paintHanded(c: CanvasRenderingContext2D, xs: readonly number[], foot: number, theme: Theme): void {
  const ticks = xs.map((at): [number, number, number, number] => {
    const x = Math.round(at) + 0.5;
    return [x, foot - 6, x, foot];
  });
  strokes(c, theme.fg, 1, ticks);
}
