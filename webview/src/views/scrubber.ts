/** The scrubber: a slider on the axis, moved by dragging, clicking and keys. It stops at reads. */
import { nameOf, formatMs } from '../../../protocol/words';
import { frameAt, rowAtPath, type Timeline } from '../../../protocol/timeline';
import type { Seek } from '../model';
import { toPixels, toTime, type Scale } from '../scale';
import { element, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import type { Panel, Shown } from './view';

export interface Scrubber {
  readonly flag: HTMLElement;
  readonly line: HTMLElement;
  render(shown: Shown, scale: Scale, inset: number): void;
}

const KEYS: Readonly<Record<string, Seek>> = {
  ArrowLeft: 'previousChange',
  ArrowRight: 'nextChange',
  'Shift+ArrowLeft': 'previousRead',
  'Shift+ArrowRight': 'nextRead',
  ArrowDown: 'previousChange',
  ArrowUp: 'nextChange',
  Home: 'first',
  End: 'live',
};

/** Where a key moves the scrubber, if it does. */
export function seekOfKey(event: KeyboardEvent): Seek | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return KEYS[`${event.shiftKey ? 'Shift+' : ''}${event.key}`];
}

/** `surface` is what can be pressed to move it; x counts from its left edge plus the inset. */
export function scrubber(panel: Panel, surface: HTMLElement): Scrubber {
  const flag = element('div', {
    class: 'scrubber',
    role: 'slider',
    tabindex: '0',
    'aria-label': 'Time',
    'aria-orientation': 'horizontal',
  });
  const line = element('div', { class: 'scrub-line', 'aria-hidden': 'true' });
  let scale: Scale = { extent: 1, width: 1 };
  let inset = 0;
  let dragging = false;
  const move = (event: PointerEvent): void => {
    const x = event.clientX - surface.getBoundingClientRect().left - inset;
    panel.dispatch({ type: 'seek', to: { time: toTime(scale, x) } });
  };
  for (const at of [surface, flag]) {
    at.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      dragging = true;
      at.setPointerCapture(event.pointerId);
      move(event);
      flag.focus({ preventScroll: true });
      event.preventDefault();
      event.stopPropagation();
    });
    at.addEventListener('pointermove', (event) => {
      if (dragging) move(event);
    });
    for (const end of ['pointerup', 'pointercancel'] as const) at.addEventListener(end, () => (dragging = false));
  }
  flag.addEventListener('keydown', (event) => {
    const to = seekOfKey(event);
    if (!to) return;
    panel.dispatch({ type: 'seek', to });
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    flag,
    line,
    render(shown, newScale, newInset) {
      scale = newScale;
      inset = newInset;
      const { state, frame, live } = shown;
      const { timeline, cursor } = state;
      const follows = cursor === null;
      const t = follows ? state.now : (frameAt(timeline, frame)?.frame.chunk.t ?? 0);
      const x = Math.round(inset + toPixels(scale, t));
      setHidden(flag, timeline.run === null || timeline.started === null);
      setHidden(line, follows || timeline.started === null);
      toggleClass(flag, 'follows', follows && live);
      setText(flag, `${(t / 1000).toFixed(2)} s`);
      flag.style.transform = `translateX(${x}px) translateX(-50%)`;
      line.style.transform = `translateX(${x}px)`;
      setAttribute(flag, 'aria-valuemin', '0');
      setAttribute(flag, 'aria-valuemax', String(timeline.frames.length));
      setAttribute(flag, 'aria-valuenow', String(frame + 1));
      // While it follows, the text would be read out for every chunk of a focused slider.
      setAttribute(flag, 'aria-valuetext', follows && live ? 'at the end, live' : valueText(timeline, frame));
    },
  };
}

function valueText(timeline: Timeline, frame: number): string {
  const record = frameAt(timeline, frame);
  if (!record) return 'before the first chunk';
  const change = record.changedAt === frame ? record.frame.value.at(-1) : undefined;
  const row = change && rowAtPath(timeline, change.path)?.row;
  const total = frameAt(timeline, timeline.frames.length - 1)?.snapshots ?? 0;
  return `snapshot ${record.snapshots} of ${total}, ${formatMs(record.frame.chunk.t)}${row ? `, ${nameOf(timeline, row)} changed` : ''}`;
}
