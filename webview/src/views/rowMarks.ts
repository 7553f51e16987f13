/**
 * The canvas behind the rows. While a run goes on most of it stays as it is: painted are the rows that changed, and the strip in which
 * the present has moved.
 */
import type { Shape } from '../marks';
import { endPlace } from '../position';
import { toPixels } from '../scale';
import { paintBackground, type Overlay } from './lanes';
import { paintRow, Surface } from './paint';

/** A line on screen as it is painted. */
export interface PaintedRow {
  readonly key: string;
  /** What its shapes follow from: the same objects give the same shapes, up to where the present is. */
  readonly from: readonly unknown[];
  /** Whether a shape of it reaches to the present, other than the line of what is settled. */
  readonly isOpen: boolean;
  shapes(): readonly Shape[];
}

export interface Painted {
  readonly overlay: Overlay;
  readonly rows: readonly PaintedRow[];
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly inset: number;
  readonly right: number;
  /** Whatever else all shapes follow from. */
  readonly of: readonly unknown[];
}

interface Drawn {
  readonly key: string;
  readonly from: readonly unknown[];
  readonly shapes: readonly Shape[];
}

/** Shapes reach this much further than the moments they stand for: ticks, diamonds. */
const OVERHANG = 18;

export class RowMarks {
  private readonly surface: Surface;
  private of: readonly unknown[] = [];
  private rows: readonly Drawn[] = [];
  private edge = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.surface = new Surface(canvas);
  }

  /** Gives how many rows were painted anew. */
  paint(now: Painted): number {
    const { overlay, rows, width, height, inset, right } = now;
    const { scale, timeline, stalls, theme } = overlay;
    const edge = inset + toPixels(scale, endPlace(timeline, scale.axis, overlay.now));
    const stall = stalls.at(-1);
    const of = [
      ...[scale.axis, scale.from, scale.to, scale.width, width, height, inset, right, theme, window.devicePixelRatio],
      // The band of a stall that lasts grows with the present.
      ...[
        stalls.length,
        stall && (stall.read === null ? `from ${stall.from}` : stall.to),
        timeline.finished,
        timeline.run,
        rows.length,
        ...now.of,
      ],
    ];
    const isSame = of.length === this.of.length && of.every((one, i) => one === this.of[i]);
    const dirty = isSame && edge >= this.edge ? this.changed(rows) : null;
    if (!dirty || dirty.length > rows.length / 2) this.whole(now);
    else if (dirty.length > 0 || edge !== this.edge) this.part(now, dirty, edge);
    [this.of, this.edge] = [of, edge];
    return dirty ? dirty.length : rows.length;
  }

  /** Indexes of rows that are to be painted anew; null when they are other rows. */
  private changed(rows: readonly PaintedRow[]): readonly number[] | null {
    const dirty: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const [row, old] = [rows[i]!, this.rows[i]];
      if (old?.key !== row.key) return null;
      if (row.isOpen || row.from.some((one, at) => one !== old.from[at])) dirty.push(i);
    }
    return dirty;
  }

  private whole({ overlay, rows, width, height, rowHeight, inset, right }: Painted): void {
    const c = this.surface.begin(width, height);
    c.save();
    c.translate(inset, 0);
    paintBackground(c, overlay, 0, height, right);
    c.restore();
    this.rows = rows.map(({ key, from, shapes }, i) => {
      const drawn = { key, from, shapes: shapes() };
      paintRow(c, drawn.shapes, i * rowHeight, inset, overlay.theme);
      return drawn;
    });
  }

  private part(now: Painted, dirty: readonly number[], edge: number): void {
    const { overlay, rows, width, height, rowHeight, inset, right } = now;
    const c = this.surface.context;
    const from = Math.max(0, Math.floor(this.edge) - 2);
    const to = Math.min(width, Math.ceil(edge) + 2);
    const changed = new Set(dirty);
    c.save();
    c.beginPath();
    if (to > from) c.rect(from, 0, to - from, height);
    for (const i of dirty) c.rect(0, i * rowHeight, width, rowHeight);
    c.clip();
    c.clearRect(0, 0, width, height);
    c.save();
    c.translate(inset, 0);
    paintBackground(c, overlay, 0, height, right, dirty.length > 0 ? 0 : from - inset);
    c.restore();
    this.rows = this.rows.map((old, i) => {
      const row = rows[i]!;
      const shapes = changed.has(i) ? row.shapes() : moved(old.shapes, edge - inset);
      const shown = changed.has(i) ? shapes : shapes.filter((shape) => rightOf(shape) + OVERHANG >= from - inset);
      if (shown.length > 0) paintRow(c, shown, i * rowHeight, inset, overlay.theme);
      return { key: row.key, from: row.from, shapes };
    });
    c.restore();
  }
}

/** Shapes of a row that has not changed, with the present at another place. */
function moved(shapes: readonly Shape[], edge: number): readonly Shape[] {
  return shapes.map((shape) => (shape.kind === 'settled' ? { ...shape, to: edge } : shape));
}

/** Where a shape ends. */
function rightOf(shape: Shape): number {
  switch (shape.kind) {
    case 'text':
    case 'hold':
    case 'growth':
    case 'ghost':
    case 'settled':
    case 'quirk':
      return shape.to;
    case 'density':
      return shape.bins.at(-1)?.[0] ?? 0;
    case 'label':
      return Infinity;
    default:
      return shape.at;
  }
}
