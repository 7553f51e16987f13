/** The arguments of the run, as a form and as JSON; what is wrong with them stands below, with its place. */
import type { ArgumentMistake } from '../../../../protocol/arguments';
import { argumentsText, readArguments } from '../../arguments';
import { chosenFunction, type Message } from '../../model';
import { element, setAttribute, setHidden, setText } from '../../ui/element';
import { textArea } from '../../ui/toolkit';
import type { Panel, View } from '../view';
import { argumentsForm } from './argumentsForm';

/** So long after the last key the server is asked, in milliseconds. */
const QUIET = 120;

export function argumentsPane(panel: Panel): View {
  const write = (text: string): void => panel.dispatch({ type: 'args', text });
  const area = textArea('Arguments as JSON', write);
  const form = argumentsForm(write, (media, path) => panel.dispatch({ type: 'browseMedia', media, path }));
  const problem = element('p', { class: 'args-problem', role: 'status' });
  const mistakes = element('ul', {
    class: 'mistakes',
    'aria-label': 'What is wrong with the arguments',
    'data-region': '',
  });
  const types = element('p', { class: 'dim' });
  const action = (label: string, press: () => void): HTMLButtonElement => {
    const made = element('button', { class: 'link', type: 'button' }, label);
    made.addEventListener('click', press);
    return made;
  };
  const says = (message: Message) => () => panel.dispatch(message);
  const save = action('Save as test…', says({ type: 'saveAsTest' }));
  const other = action('As JSON', () => panel.dispatch({ type: 'asForm', on: other.dataset['to'] === 'form' }));
  const actions = element(
    'div',
    { class: 'pane-actions', role: 'toolbar', 'aria-label': 'What can be done' },
    other,
    save,
    action('Copy calling code…', says({ type: 'callingCode' })),
  );
  const box = element('div', { class: 'args-editor' }, form.element, area, types, problem, mistakes, actions);
  let of = '';
  let asked: readonly unknown[] = [];
  let timer = 0;
  let drawn: unknown = null;

  /** Selects what a mistake is about, in the text. */
  const goTo = ({ start, end }: ArgumentMistake): void => {
    panel.dispatch({ type: 'asForm', on: false });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const inner = area.shadowRoot?.querySelector('textarea');
        inner?.focus();
        inner?.setSelectionRange(start, end);
      }),
    );
  };
  return {
    element: box,
    render({ state }) {
      const info = chosenFunction(state);
      const { selection } = state;
      if (!info || !selection) return;
      // The area is the person's while they write: it is filled only when something else was chosen.
      const key = `${selection.project}\n${selection.function}\n${selection.test ?? ''}`;
      const text = selection.args ?? argumentsText(info, selection.test);
      if (key !== of || area.value !== text) {
        of = key;
        queueMicrotask(() => {
          if (area.value !== text) area.value = text;
        });
      }
      const now = [selection.project, selection.function, text, state.functions];
      if (now.some((one, at) => one !== asked[at])) {
        asked = now;
        window.clearTimeout(timer);
        const params = { function: selection.function, uri: selection.project, text };
        timer = window.setTimeout(() => panel.send({ type: 'arguments', params }), QUIET);
      }
      const known = state.doing.arguments;
      const isOfThis = known?.params.function === selection.function && known.params.uri === selection.project;
      const result = isOfThis ? known.result : null;
      const asForm = state.doing.asForm && result !== null && info.parameters.length > 0;
      setHidden(form.element, !asForm);
      setHidden(area, asForm);
      if (asForm) form.show(result.form, text);
      const found = isOfThis && known.params.text === text ? (result?.mistakes ?? []) : [];
      form.mark(found);
      const args = readArguments(info, selection);
      setText(types, info.parameters.map((p) => `${p.name}: ${p.type}`).join(', ') || 'It takes no arguments.');
      setText(problem, args.ok || found.length > 0 ? '' : args.message);
      setHidden(types, !args.ok || asForm);
      setAttribute(area, 'aria-invalid', args.ok && found.length === 0 ? null : 'true');
      save.disabled = !args.ok;
      setHidden(other, info.parameters.length === 0);
      setText(other, asForm ? 'As JSON' : 'As a form');
      other.dataset['to'] = asForm ? 'json' : 'form';
      if (drawn === found) return;
      drawn = found;
      mistakes.replaceChildren(
        ...found.map((one) => {
          const line = text.slice(0, one.start).split('\n').length;
          const made = action(`Line ${line}: ${one.message}`, () => goTo(one));
          return element('li', {}, made);
        }),
      );
    },
  };
}
