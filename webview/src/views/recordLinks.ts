/** What can be done with the recording of a run: opened as text, exported, saved; and another one opened. */
import type { Message } from '../model';
import { element, setHidden } from '../ui/element';
import { keysOf } from './keyNames';
import type { Panel, View } from './view';

export function recordLinks(panel: Panel): View {
  const action = (label: string, message: Message): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button' }, label);
    made.addEventListener('click', () => panel.dispatch(message));
    return made;
  };
  const save = action('Save recording', { type: 'save' });
  const copy = action('Copy snapshot…', { type: 'copySnapshot' });
  copy.title = `Copy what your code holds at the scrubber (${keysOf('copySnapshot')})`;
  const text = action('Open as text', { type: 'records', message: { type: 'openAsText' } });
  const exports = action('Export…', { type: 'records', message: { type: 'export', format: null } });
  return {
    element: element(
      'div',
      { class: 'record-links' },
      copy,
      text,
      exports,
      save,
      action('Open recording', { type: 'open' }),
    ),
    render: ({ state }) =>
      [copy, text, exports, save].forEach((one) => setHidden(one, state.timeline.frames.length === 0)),
  };
}
