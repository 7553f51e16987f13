/** The whole run in a strip: where text came, where the problems are, and which part is on screen. Drag it to pan or scrub. */
import { axisEnd, endPlace, placeAtTime, placeOfFrame } from '../position';
import { fromPixels, toPixels, type Scale } from '../scale';
import { textBars } from '../textBars';
import { element, setHidden } from '../ui/element';
import { Surface } from './paint';
import type { Theme } from './theme';
import type { Panel, Shown, View } from './view';

const HEIGHT = 26;
const INSET = 4;
/** While a run goes on it is painted this often, in milliseconds. */
const EVERY = 100;

export function minimap(panel: Panel, theme: () => Theme): View {
  const canvas = element('canvas', {});
  // Keys do all that it does; for a screen reader the slider is the one place for time.
  const here = element('div', { class: 'minimap-here' });
  const box = element('div', { class: 'minimap', 'aria-hidden': 'true', title: 'The whole run' }, canvas, here);
  const surface = new Surface(canvas);
  let width = 0;
  let shown: Shown | null = null;
  let scale: Scale = { axis: 'time', from: 0, to: 1, width: 1 };
  new ResizeObserver(() => {
    width = box.clientWidth;
    panel.repaint();
  }).observe(box);

  let painted: { readonly still: readonly unknown[]; readonly moving: readonly unknown[]; readonly at: number } = {
    still: [],
    moving: [],
    at: 0,
  };
  let dragging = false;
  const move = (event: PointerEvent): void => {
    if (!shown?.state.timeline.started) return;
    const place = fromPixels(scale, event.clientX - box.getBoundingClientRect().left - INSET);
    const { part } = shown.state.look;
    if (!part) {
      panel.dispatch({ type: 'seek', to: { place } });
      return;
    }
    const span = part.to - part.from;
    const from = Math.max(0, Math.min(scale.to - span, place - span / 2));
    panel.dispatch({ type: 'look', set: { part: { from, to: from + span } } });
  };
  box.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    dragging = true;
    box.setPointerCapture(event.pointerId);
    move(event);
    event.preventDefault();
  });
  box.addEventListener('pointermove', (event) => {
    if (dragging) move(event);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) box.addEventListener(end, () => (dragging = false));

  return {
    element: box,
    render(now) {
      shown = now;
      const { state, problems } = now;
      const { timeline, look } = state;
      if (width <= 0) return;
      scale = { axis: look.axis, from: 0, to: axisEnd(timeline, look.axis, state.now), width: width - 2 * INSET };
      const x = (place: number): number => Math.round(INSET + toPixels(scale, place));
      const place =
        state.cursor === null
          ? endPlace(timeline, look.axis, state.now)
          : placeOfFrame(timeline, look.axis, now.frame, state.now);
      // A few pixels for all of a run: what arrives shows a little later, what a person does at once.
      const clock = performance.now();
      const still = [
        ...[timeline.run, timeline.finished, width, window.devicePixelRatio, scale.axis, scale.to, look.part, theme()],
        ...[timeline.started],
      ];
      const moving = [problems, timeline.reads.length];
      // An element of its own: it moves in every frame of scrubbing.
      setHidden(here, !timeline.started);
      here.style.transform = `translateX(${x(place)}px)`;
      const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((one, i) => one === b[i]);
      if (isSame(still, painted.still) && ((now.live && clock - painted.at < EVERY) || isSame(moving, painted.moving)))
        return;
      painted = { still, moving, at: clock };
      const c = surface.begin(width, HEIGHT);
      if (!timeline.started) return;
      const { fg, dim, held, bad, accent, band } = theme();
      const { byX, most } = textBars(timeline, scale, 'whole');
      c.fillStyle = dim;
      for (const [at, { size }] of byX) {
        if (size === 0) continue;
        const share = look.axis === 'time' ? size / most : Math.sqrt(size / most);
        const height = Math.max(1, Math.round(share * 12));
        c.fillRect(INSET + at, HEIGHT - 3 - height, 1, height);
      }
      for (const problem of problems.slice(0, 400)) {
        // Those stand last.
        if (problem.minor) break;
        c.fillStyle = problem.kind === 'hold' ? held : problem.kind === 'stall' || problem.kind === 'cut' ? fg : bad;
        const at = x(placeAtTime(timeline, look.axis, problem.t));
        if (problem.kind === 'hold') c.fillRect(at - 1, 3, 3, 3);
        else if (problem.kind === 'stall' || problem.kind === 'cut') c.fillRect(at, 2, 1, 5);
        else diamond(c, at, 4.5);
      }
      const { part } = look;
      if (part) {
        const [from, to] = [x(part.from), x(part.to)];
        c.fillStyle = band;
        c.fillRect(from, 0, to - from, HEIGHT);
        c.strokeStyle = accent;
        c.lineWidth = 1;
        c.strokeRect(from + 0.5, 0.5, Math.max(2, to - from - 1), HEIGHT - 1);
      }
    },
  };
}

function diamond(c: CanvasRenderingContext2D, x: number, y: number): void {
  c.beginPath();
  c.moveTo(x, y - 3);
  c.lineTo(x + 3, y);
  c.lineTo(x, y + 3);
  c.lineTo(x - 3, y);
  c.fill();
}
