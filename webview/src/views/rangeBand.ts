/** What is measured, over the plot: a band between two moments and what lies between them. */
import { count, formatMs } from '../../../protocol/words';
import { lengthAfter } from '../../../protocol/timeline';
import { measured, timeOfFrame } from '../look';
import type { State } from '../model';
import { placeOfFrame } from '../position';
import { toPixels, type Scale } from '../scale';
import { element, setHidden, setText, toggleClass } from '../ui/element';

/** About half the width of the words, in pixels. */
const HALF = 90;

export interface RangeBand {
  readonly element: HTMLElement;
  render(state: State, scale: Scale, inset: number): void;
}

export function rangeBand(): RangeBand {
  const text = element('span', { class: 'range-text' });
  const box = element('div', { class: 'range', 'aria-hidden': 'true' }, text);
  return {
    element: box,
    render(state, scale, inset) {
      const range = measured(state);
      const [x0, x1] = range
        ? (range.map((frame) => toPixels(scale, placeOfFrame(state.timeline, scale.axis, frame, state.now))) as [
            number,
            number,
          ])
        : [0, 0];
      const hidden = !range || x1 < 0 || x0 > scale.width;
      setHidden(box, hidden);
      if (hidden) return;
      const [from, to] = [Math.max(-8, x0), Math.min(scale.width + 12, x1)];
      box.style.transform = `translateX(${Math.round(inset + from)}px)`;
      box.style.width = `${Math.max(1, Math.round(to - from))}px`;
      toggleClass(box, 'loop', state.look.loop);
      setText(text, `${state.look.loop ? 'loop · ' : ''}${rangeText(state) ?? ''}`);
      // The words stand in the middle, unless they would leave the plot.
      const middle = (from + to) / 2;
      toggleClass(box, 'at-left', middle < HALF);
      toggleClass(box, 'at-right', middle > scale.width - HALF);
    },
  };
}

/** What lies between the two moments: milliseconds, characters, chunks. Null when nothing is measured. */
export function rangeText(state: State): string | null {
  const range = measured(state);
  if (!range) return null;
  const { timeline } = state;
  const [from, to] = range;
  const ms = timeOfFrame(timeline, to) - timeOfFrame(timeline, from);
  const chars = lengthAfter(timeline, to + 1) - lengthAfter(timeline, from + 1);
  return `${formatMs(ms)} · ${count(chars, 'char')} · ${count(to - from, 'chunk')}`;
}
