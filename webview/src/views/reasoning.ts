/** What the model thought before and between its answer, folded away: it is no part of the text that is read. */
import type { Timeline } from '../../../protocol/timeline';
import { count } from '../../../protocol/words';
import { element, setHidden, setText } from '../ui/element';
import type { Shown, View } from './view';

export function reasoning(): View {
  const title = element('summary', {});
  const text = element('pre', { tabindex: '0', 'aria-label': 'Reasoning of the model' });
  const box = element('details', { class: 'reasoning' }, title, text);
  const thoughts = new Thoughts();
  const all = new Thoughts();
  let shown: Shown | null = null;
  const draw = (): void => {
    if (!shown) return;
    const thought = thoughts.after(shown.state.timeline, shown.frame);
    setText(title, `Reasoning, ${count(thought.length, 'char')}`);
    if (box.open) setText(text, thought);
  };
  box.addEventListener('toggle', draw);
  return {
    element: box,
    render(now) {
      shown = now;
      // It may also come between parts of the answer.
      const has = all.after(now.state.timeline, Infinity) !== '';
      setHidden(box, !has);
      if (has) draw();
    },
  };
}

/** The thoughts up to a frame: what was read before is not read again while the scrubber goes on. */
export class Thoughts {
  private of: unknown = null;
  private done = 0;
  private text = '';

  after({ run, attempt, frames }: Timeline, frame: number): string {
    const key = `${run} ${attempt?.number ?? 1}`;
    const end = Math.min(frame + 1, frames.length);
    if (key !== this.of || end < this.done) [this.of, this.done, this.text] = [key, 0, ''];
    for (; this.done < end; this.done++) this.text += frames.items[this.done]!.frame.chunk.reasoning ?? '';
    return this.text;
  }
}
