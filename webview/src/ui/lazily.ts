/** Views whose code is loaded when they are first shown, so that the first paint does not wait for it. */
import { messageOf } from '../thrown';
import type { Panel, Shown, View } from '../views/view';
import { element } from './element';

/**
 * A place that holds the view once its code is there. It has no box of its own: the view stands where the place stands. The code is asked for
 * with the first state that needs it; from then on the view is given every state. Code that does not come, or a view that throws at its first
 * state, is told to the editor once; it is asked for again when a person says so, or when it is needed anew.
 */
export function lazily(panel: Panel, load: () => Promise<View>, needs: (shown: Shown) => boolean = () => true): View {
  const place = element('div', { class: 'lazy' });
  let view: View | null = null;
  let asked = false;
  let failed = false;
  let isTold = false;
  let latest: Shown | null = null;

  async function ask(): Promise<void> {
    asked = true;
    failed = false;
    try {
      const made = await load();
      // A dialog can be opened only where it stands.
      place.replaceChildren(made.element);
      if (latest) made.render(latest);
      view = made;
      panel.repaint();
    } catch (error: unknown) {
      failed = true;
      place.replaceChildren(apology());
      if (isTold) return;
      isTold = true;
      panel.send({ type: 'error', message: messageOf(error) });
    }
  }

  function apology(): HTMLElement {
    const again = element('button', { class: 'link', type: 'button' }, 'Try again');
    again.addEventListener('click', () => {
      if (failed) void ask();
    });
    return element('p', { class: 'note' }, 'This part of the panel could not be loaded. ', again);
  }

  return {
    element: place,
    render(shown) {
      latest = shown;
      if (view) view.render(shown);
      else if (failed && !needs(shown)) {
        place.replaceChildren();
        [asked, failed] = [false, false];
      } else if (!asked && needs(shown)) void ask();
    },
  };
}

/**
 * Code that is loaded when it is first needed: null until it is there, then the state is drawn again. `wanted` is what it is needed for: code
 * that does not come is told to the editor, and asked for again when something else is wanted of it.
 */
export function asNeeded<T>(panel: Panel, load: () => Promise<T>): (wanted: unknown) => T | null {
  let code: T | null = null;
  /** Not yet anything, so that whatever is wanted first is asked for. */
  let askedFor: unknown = Symbol();
  return (wanted) => {
    if (code !== null || wanted === askedFor) return code;
    askedFor = wanted;
    load().then(
      (come) => {
        code = come;
        panel.repaint();
      },
      (error: unknown) => panel.send({ type: 'error', message: messageOf(error) }),
    );
    return code;
  };
}
