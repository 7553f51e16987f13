/** Views whose code is loaded when they are first shown, so that the first paint does not wait for it. */
import type { Panel, Shown, View } from '../views/view';
import { element } from './element';

/**
 * A place that holds the view once its code is there. It has no box of its own: the view stands where the place stands. The code is asked for
 * with the first state that needs it; from then on the view is given every state.
 */
export function lazily(panel: Panel, load: () => Promise<View>, needs: (shown: Shown) => boolean = () => true): View {
  const place = element('div', { class: 'lazy' });
  let view: View | null = null;
  let asked = false;
  let latest: Shown | null = null;
  return {
    element: place,
    render(shown) {
      latest = shown;
      view?.render(shown);
      if (asked || !needs(shown)) return;
      asked = true;
      load().then(
        (made) => {
          view = made;
          place.replaceChildren(made.element);
          made.render(latest ?? shown);
          panel.repaint();
        },
        (error: unknown) => {
          // Asked for again when it is next shown.
          asked = false;
          place.replaceChildren(element('p', { class: 'note' }, 'This part of the panel could not be loaded.'));
          panel.send({ type: 'error', message: error instanceof Error ? error.message : String(error) });
        },
      );
    },
  };
}
