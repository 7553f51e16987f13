/** What the model thought before and between its answer, folded away: it is no part of the text that is read. */
import { count } from '../../../protocol/words';
import { Thoughts } from '../thoughts';
import { element, setHidden, setText } from '../ui/element';
import { Pieces } from '../ui/pieces';
import type { Shown, View } from './view';

export function reasoning(): View {
  const title = element('summary', {});
  const text = element('pre', { tabindex: '0', 'aria-label': 'Reasoning of the model' });
  const box = element('details', { class: 'reasoning' }, title, text);
  const thoughts = new Thoughts();
  const written = new Pieces(text);
  let shown: Shown | null = null;
  const draw = (): void => {
    if (!shown) return;
    const reached = thoughts.upTo(shown.state.timeline, shown.frame);
    setText(title, `Reasoning, ${count(thoughts.lengthOf(reached), 'char')}`);
    if (box.open) written.show(thoughts.pieces, reached);
  };
  box.addEventListener('toggle', draw);
  return {
    element: box,
    render(now) {
      shown = now;
      // It may also come between parts of the answer.
      const has = thoughts.upTo(now.state.timeline, Infinity) > 0;
      setHidden(box, !has);
      if (has) draw();
    },
  };
}
