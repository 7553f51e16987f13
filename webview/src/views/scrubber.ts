/** The scrubber: a slider on the axis, moved by dragging, clicking and keys. By time it stops at reads. */
import { nameOf, formatMs } from '../../../protocol/words';
import { frameAt, lengthAfter, rowAtPath, type Timeline } from '../../../protocol/timeline';
import type { Seek } from '../model';
import { placeOfFrame } from '../position';
import { toPixels, type Scale } from '../scale';
import { element, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import type { Panel, Shown } from './view';

export interface Scrubber {
  readonly flag: HTMLElement;
  readonly line: HTMLElement;
  render(shown: Shown, scale: Scale, inset: number): void;
}

/** Keys of a slider that have no such meaning elsewhere in the panel. */
const KEYS: Readonly<Record<string, Seek>> = { ArrowDown: 'previousChange', ArrowUp: 'nextChange' };

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function scrubber(panel: Panel): Scrubber {
  const flag = element('div', {
    class: 'scrubber',
    role: 'slider',
    tabindex: '0',
    'aria-label': 'Time',
    'aria-orientation': 'horizontal',
  });
  const line = element('div', { class: 'scrub-line', 'aria-hidden': 'true' });
  flag.addEventListener('keydown', (event) => {
    const to = KEYS[event.key];
    if (!to || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    panel.dispatch({ type: 'seek', to });
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    flag,
    line,
    render(shown, scale, inset) {
      const { state, frame, live } = shown;
      const { timeline, cursor, look } = state;
      const follows = cursor === null;
      const byTime = scale.axis === 'time';
      // Playing moves on between reads too, unless nothing is to slide.
      const { playing } = look;
      const t =
        playing && !calm.matches ? playing.t : follows ? state.now : (frameAt(timeline, frame)?.frame.chunk.t ?? 0);
      const place = byTime ? t : follows ? timeline.text.length : placeOfFrame(timeline, scale.axis, frame, state.now);
      const x = Math.round(inset + toPixels(scale, place));
      const away = place < scale.from || place > scale.to;
      setHidden(flag, timeline.run === null || timeline.started === null);
      setHidden(line, (follows && !playing) || timeline.started === null || away);
      toggleClass(flag, 'follows', follows && live);
      // Out of sight it waits at the edge: it still has to be found by those who use keys.
      toggleClass(flag, 'away', away);
      setText(flag, byTime ? `${(t / 1000).toFixed(2)} s` : `${place} chars`);
      const shownAt = Math.max(inset, Math.min(inset + scale.width, x));
      flag.style.transform = `translateX(${shownAt}px) translateX(-50%)`;
      line.style.transform = `translateX(${x}px)`;
      setAttribute(flag, 'aria-valuemin', '0');
      setAttribute(flag, 'aria-valuemax', String(timeline.frames.length));
      setAttribute(flag, 'aria-valuenow', String(frame + 1));
      // While it follows or plays, the text would be read out for every chunk of a focused slider.
      const moving = follows && live ? 'at the end, live' : playing ? 'playing' : null;
      setAttribute(flag, 'aria-valuetext', moving ?? valueText(timeline, frame, byTime));
    },
  };
}

function valueText(timeline: Timeline, frame: number, byTime: boolean): string {
  const record = frameAt(timeline, frame);
  if (!record) return 'before the first chunk';
  const change = record.changedAt === frame ? record.frame.value.at(-1) : undefined;
  const row = change && rowAtPath(timeline, change.path)?.row;
  const total = frameAt(timeline, timeline.frames.length - 1)?.snapshots ?? 0;
  const where = byTime ? formatMs(record.frame.chunk.t) : `${lengthAfter(timeline, frame + 1)} characters`;
  return `snapshot ${record.snapshots} of ${total}, ${where}${row ? `, ${nameOf(timeline, row)} changed` : ''}`;
}
