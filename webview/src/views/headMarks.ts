/**
 * The canvas of the axis, the phases and the text as it arrived. Nothing is painted while nothing of it changes, as when somebody
 * scrubs; while text arrives only the strip in which the present has moved.
 */
import { firstContent } from '../../../protocol/metrics';
import { endPlace } from '../position';
import { toPixels } from '../scale';
import { barX, textBars } from '../textBars';
import { AXIS, HEAD, paintHead, type Overlay } from './lanes';
import { Surface } from './paint';

/** Bars and brackets are this wide to either side, in pixels. */
const BAR = 4;
/** Words on the line of the content fit from somewhere below this length on. */
const WORDS = 160;
/** How long a stall has lasted is written anew this often, in milliseconds. */
const STALL = 100;

export class HeadMarks {
  private readonly surface: Surface;
  private of: readonly unknown[] = [];
  private timeline: unknown = null;
  private edge = 0;
  private reads = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.surface = new Surface(canvas);
  }

  /** Gives what was painted: all of it, a strip, or nothing. */
  paint(overlay: Overlay, width: number, inset: number, right: number): 'all' | 'strip' | 'nothing' {
    const { scale, timeline, stalls, theme } = overlay;
    const height = HEAD + overlay.above;
    const edge = toPixels(scale, endPlace(timeline, scale.axis, overlay.now));
    const content = firstContent(timeline);
    const stall = stalls.at(-1);
    const begun = content ? toPixels(scale, scale.axis === 'time' ? content.t : 0) : 0;
    const of = [
      ...[scale.axis, scale.from, scale.to, scale.width, width, inset, right, theme, window.devicePixelRatio],
      ...[timeline.run, timeline.started, timeline.attempt, timeline.headers, timeline.finished, content?.t],
      ...[
        stalls.length,
        stall && (stall.read === null ? Math.round(stall.to / STALL) * STALL : stall.to),
        textBars(timeline, scale).most,
        overlay.received,
        overlay.live,
        overlay.above,
      ],
      ...[overlay.received && timeline.handed.length, Math.min(WORDS, Math.floor(edge - begun))],
    ];
    const isSame = of.every((one, i) => one === this.of[i]);
    const before = { edge: this.edge, reads: this.reads, timeline: this.timeline };
    this.of = of;
    this.edge = edge;
    this.reads = timeline.reads.length;
    this.timeline = timeline;
    if (isSame && edge === before.edge && timeline === before.timeline) return 'nothing';
    if (!isSame || !content || edge < before.edge || timeline.reads.length < before.reads) {
      paintHead(this.surface.begin(width, height), overlay, inset, right);
      return 'all';
    }
    // The last read may have gone on since.
    const bar = before.reads > 0 ? barX(timeline, scale, before.reads - 1) : 0;
    const left = Math.max(-inset, Math.floor(Math.min(before.edge, bar)) - BAR);
    const c = this.surface.context;
    c.save();
    c.beginPath();
    c.rect(left + inset, AXIS, Math.max(0, edge - left) + BAR, height - AXIS);
    c.clip();
    c.clearRect(0, 0, width, height);
    paintHead(c, overlay, inset, right, left);
    c.restore();
    return 'strip';
  }
}
