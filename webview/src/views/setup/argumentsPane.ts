/** The arguments of the run, as JSON. */
import { argumentsText, readArguments } from '../../arguments';
import { chosenFunction } from '../../model';
import { element, setAttribute, setHidden, setText } from '../../ui/element';
import { textArea } from '../../ui/toolkit';
import type { Panel, View } from '../view';

export function argumentsPane(panel: Panel): View {
  const area = textArea('Arguments as JSON', (text) => panel.dispatch({ type: 'args', text }));
  const problem = element('p', { class: 'args-problem', role: 'status' });
  const types = element('p', { class: 'dim' });
  const box = element('div', { class: 'args-editor' }, area, types, problem);
  let of = '';
  return {
    element: box,
    render({ state }) {
      const info = chosenFunction(state);
      const { selection } = state;
      if (!info || !selection) return;
      // The area is the person's while they write: it is filled only when something else was chosen.
      const key = `${selection.project}\n${selection.function}\n${selection.test ?? ''}`;
      const text = selection.args ?? argumentsText(info, selection.test);
      if (key !== of || (selection.args === null && area.value !== text)) {
        of = key;
        queueMicrotask(() => (area.value = text));
      }
      const args = readArguments(info, selection);
      setText(types, info.parameters.map((p) => `${p.name}: ${p.type}`).join(', ') || 'It takes no arguments.');
      setText(problem, args.ok ? '' : args.message);
      setHidden(types, !args.ok);
      setAttribute(area, 'aria-invalid', args.ok ? null : 'true');
    },
  };
}
