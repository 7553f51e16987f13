/** A lane for each attempt that failed, between the axis and the phases of the one that counts. */
import { firstContent } from '../../../protocol/metrics';
import type { AbandonedAttempt } from '../../../protocol/timeline';
import { count, formatMs } from '../../../protocol/words';
import { toldAttempts } from '../attemptNotes';
import { grouped } from '../format';
import { axisEnd } from '../position';
import { toPixels, type Scale } from '../scale';
import { element } from '../ui/element';
import { beginText, strokes, Surface, widthOf } from './paint';
import type { Theme } from './theme';
import type { Panel, View } from './view';

const LANE = 22;
/** Left and right of the axis, in pixels; as in the style sheet. */
const INSET = 8;
const RIGHT = 12;

/** Names stand in the element it gives; what is drawn is put over `plot`. */
export function attemptLanes(panel: Panel, plot: HTMLElement, theme: () => Theme): View {
  const names = element('div', {});
  const canvas = element('canvas', { class: 'attempt-marks', 'aria-hidden': 'true' });
  const surface = new Surface(canvas);
  plot.append(canvas);
  let width = plot.clientWidth;
  new ResizeObserver(() => {
    width = plot.clientWidth;
    panel.repaint();
  }).observe(plot);
  let named: unknown = null;
  let painted: readonly unknown[] = [];
  return {
    element: names,
    render({ state: { timeline, look, now } }) {
      const told = toldAttempts(timeline);
      if (named !== timeline.failedAttempts) {
        named = timeline.failedAttempts;
        names.replaceChildren(...told.map(nameOf));
        // The timeline is at least as much higher.
        document.body.style.setProperty('--lanes', `${told.length * LANE}px`);
      }
      const { axis, part } = look;
      const range = part ?? { from: 0, to: axisEnd(timeline, axis, now) };
      const scale: Scale = { axis, ...range, width: Math.max(40, width - INSET - RIGHT) };
      const of = [named, axis, range.from, range.to, width, theme(), window.devicePixelRatio];
      if (of.every((one, i) => one === painted[i])) return;
      painted = of;
      const c = surface.begin(width, told.length * LANE);
      c.save();
      c.beginPath();
      c.rect(0, 0, width, told.length * LANE);
      c.clip();
      c.translate(INSET, 0);
      told.forEach((attempt, i) => paintLane(c, attempt, scale, i * LANE + 11, theme()));
      c.restore();
    },
  };
}

function nameOf({ attempt, failed, text }: AbandonedAttempt): HTMLElement {
  const { number, client } = attempt;
  const { status } = failed.error;
  const how = status === undefined || status < 400 ? 'failed' : String(status);
  return element(
    'div',
    { class: 'head-line attempt-lane', title: `Attempt ${number}, ${client.name}: ${failed.error.message}` },
    element('span', {}, `attempt ${number}, ${client.name}`),
    element('span', { class: 'number' }, grouped(text.length)),
    element('span', { class: 'number complete' }, how),
  );
}

/** Connect, wait and content as of the attempt that counts; a ringed cross where it broke off, and what the next one waited. */
function paintLane(
  c: CanvasRenderingContext2D,
  { attempt, failed, reading, text }: AbandonedAttempt,
  scale: Scale,
  y: number,
  theme: Theme,
): void {
  beginText(c, theme);
  if (scale.axis === 'chars') {
    c.fillStyle = theme.dim;
    c.fillText(`${count(text.length, 'char')}, no part of the answer`, 0, y + 0.5);
    return;
  }
  const x = (t: number): number => Math.max(-20, Math.min(scale.width + 20, Math.round(toPixels(scale, t))));
  const content = firstContent(reading)?.t;
  const connected = reading.headers?.t ?? content ?? failed.t;
  const [begun, from, until, end] = [attempt.t, connected, content ?? failed.t, failed.t].map(x) as [
    number,
    number,
    number,
    number,
  ];
  c.strokeStyle = theme.dim;
  c.lineWidth = 1;
  c.setLineDash([1, 2]);
  c.strokeRect(begun + 0.5, y - 4.5, Math.max(2, from - begun - 1), 9);
  c.setLineDash([3, 3]);
  if (until > from) strokes(c, theme.dim, 1, [[from, y + 0.5, until, y + 0.5]]);
  c.setLineDash([]);
  c.fillStyle = theme.dim;
  if (content !== undefined) c.fillRect(until, y - 1, Math.max(2, end - until), 3);
  // Round dots while nobody was asked.
  const next = x(failed.t + failed.delayMs);
  for (let at = end + 10; at < next - 2; at += 5) {
    c.beginPath();
    c.arc(at, y + 0.5, 1, 0, 2 * Math.PI);
    c.fill();
  }
  ringedCross(c, end, y, theme);
  const words = failed.delayMs > 0 ? `failed, waited ${formatMs(failed.delayMs)}` : 'failed';
  const width = widthOf(c, theme.font, words);
  const left = Math.max(end, failed.delayMs > 0 ? next : end) + 12;
  c.fillStyle = theme.dim;
  if (left + width < scale.width) c.fillText(words, left, y + 0.5);
  else if (end - 12 - width > 0) {
    c.clearRect(end - 16 - width, y - 7, width + 8, 14);
    c.fillText(words, end - 12 - width, y + 0.5);
  }
}

function ringedCross(c: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  c.fillStyle = theme.bg;
  c.strokeStyle = theme.bad;
  c.lineWidth = 1.2;
  c.beginPath();
  c.arc(x + 0.5, y + 0.5, 6, 0, 2 * Math.PI);
  c.fill();
  c.stroke();
  strokes(c, theme.bad, 1.4, [
    [x - 2, y - 2, x + 3, y + 3],
    [x + 3, y - 2, x - 2, y + 3],
  ]);
}
