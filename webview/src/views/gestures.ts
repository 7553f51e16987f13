/** The pointer on the axis: press and drag to scrub, with Shift to measure, with Alt to zoom; the wheel zooms and pans. */
import { frameAtPlace } from '../position';
import { fromPixels, panned, pointedOut, toPixels, zoomed, type Part, type Scale } from '../scale';
import { element, setHidden } from '../ui/element';
import type { Panel, Shown } from './view';

export interface Gestures {
  /** The part that is being pointed out while Alt is held. */
  readonly element: HTMLElement;
  render(shown: Shown, scale: Scale, inset: number, extent: number): void;
}

interface Drag {
  readonly kind: 'scrub' | 'measure' | 'zoom';
  readonly from: number;
}

/** `surfaces` can be pressed; only those in `scrubbing` move the scrubber when no key is held. `flag` has the focus then. */
export function gestures(
  panel: Panel,
  surfaces: readonly HTMLElement[],
  scrubbing: readonly HTMLElement[],
  origin: HTMLElement,
  flag: HTMLElement,
): Gestures {
  const box = element('div', { class: 'zoom-box', 'aria-hidden': 'true' });
  box.hidden = true;
  let shown: Shown | null = null;
  let scale: Scale = { axis: 'time', from: 0, to: 1, width: 1 };
  let inset = 0;
  let extent = 1;
  let drag: Drag | null = null;
  const placeOf = (event: MouseEvent): number =>
    fromPixels(scale, event.clientX - origin.getBoundingClientRect().left - inset);
  const frameOf = (place: number): number => frameAtPlace(shown!.state.timeline, scale.axis, place);
  const inPlot = (event: MouseEvent): boolean => event.clientX >= origin.getBoundingClientRect().left;

  const move = (event: PointerEvent): void => {
    if (!drag || !shown) return;
    const place = placeOf(event);
    if (drag.kind === 'scrub') panel.dispatch({ type: 'seek', to: { place } });
    else if (drag.kind === 'measure')
      panel.dispatch({ type: 'look', set: { range: { from: frameOf(drag.from), to: frameOf(place) } } });
    else {
      const [a, b] = [toPixels(scale, Math.min(drag.from, place)), toPixels(scale, Math.max(drag.from, place))];
      setHidden(box, false);
      box.style.transform = `translateX(${Math.round(inset + a)}px)`;
      box.style.width = `${Math.max(1, Math.round(b - a))}px`;
    }
  };
  const end = (event: PointerEvent): void => {
    const was = drag;
    drag = null;
    setHidden(box, true);
    if (was?.kind !== 'zoom' || event.type === 'pointercancel') return;
    const place = placeOf(event);
    if (Math.abs(toPixels(scale, place) - toPixels(scale, was.from)) < 4) return;
    panel.dispatch({ type: 'look', set: { part: pointedOut(was.from, place, extent, scale.axis) } });
  };
  for (const at of surfaces) {
    at.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || !shown?.state.timeline.started || !inPlot(event)) return;
        const kind = event.altKey ? 'zoom' : event.shiftKey ? 'measure' : 'scrub';
        if (kind === 'scrub' && !scrubbing.includes(at)) return;
        drag = { kind, from: placeOf(event) };
        at.setPointerCapture(event.pointerId);
        if (kind === 'scrub') {
          move(event);
          flag.focus({ preventScroll: true });
        }
        event.preventDefault();
        event.stopPropagation();
      },
      { capture: true },
    );
    at.addEventListener('pointermove', move);
    at.addEventListener('pointerup', end);
    at.addEventListener('pointercancel', end);
    at.addEventListener(
      'wheel',
      (event) => {
        if (!shown?.state.timeline.started || !inPlot(event)) return;
        const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
        if (event.ctrlKey || event.metaKey)
          look(zoomed(part(), extent, scale.axis, 2 ** (event.deltaY / 200), placeOf(event)));
        else if (across !== 0 && part() && Math.abs(across) >= Math.abs(event.shiftKey ? 0 : event.deltaY))
          look(panned(part(), extent, across / Math.max(1, scale.width)));
        else return;
        event.preventDefault();
      },
      { passive: false },
    );
  }
  const part = (): Part | null => shown?.state.look.part ?? null;
  const look = (next: Part | null): void => panel.dispatch({ type: 'look', set: { part: next } });

  return {
    element: box,
    render(now, newScale, newInset, newExtent) {
      [shown, scale, inset, extent] = [now, newScale, newInset, newExtent];
    },
  };
}
