/** The environment variables a run would read: where each comes from, and those that are set here. No value is ever known. */
import type { VariableInfo, VariableSource } from '../../../../protocol/keys';
import { element, icon, setHidden } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

export function environmentPane(panel: Panel): View {
  const list = element('ul', { class: 'variables', 'aria-label': 'Environment variables', 'data-region': '' });
  const none = element('p', { class: 'dim' }, 'A run with this client reads no environment variable.');
  const add = element('button', { class: 'link', type: 'button' }, icon('add'), 'Set another variable…');
  add.addEventListener('click', () => panel.dispatch({ type: 'override', name: null }));
  const note = element(
    'p',
    { class: 'dim' },
    'What is set here counts for runs of this project until the window is closed. The editor asks for it; it is kept in memory, and in no file, log or recording.',
  );
  const box = element('div', { class: 'setup-pane' }, list, none, add, note);
  let asked: readonly unknown[] = [];
  let drawn: unknown = null;
  return {
    element: box,
    render({ state }: Shown) {
      const { selection, functions, doing } = state;
      // Asked anew whenever a run would be another one, or its file was edited.
      const now = [selection?.project, selection?.function, selection?.client, functions];
      if (selection && now.some((item, at) => item !== asked[at])) {
        asked = now;
        panel.send({ type: 'environment', selection });
      }
      const environment = doing.environment?.project === selection?.project ? doing.environment : null;
      if (drawn === environment && drawn !== null) return;
      drawn = environment;
      const variables = environment?.variables ?? [];
      list.replaceChildren(...variables.map((one) => line(panel, one)));
      setHidden(none, environment === null || variables.length > 0);
    },
  };
}

function line(panel: Panel, { name, source }: VariableInfo): HTMLElement {
  const isSet = source.kind === 'override';
  const action = (label: string, press: () => void): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button', 'aria-label': `${label} ${name}` }, label);
    made.addEventListener('click', press);
    return made;
  };
  return element(
    'li',
    { class: isSet ? 'variable set' : 'variable' },
    icon(source.kind === 'missing' ? 'warning' : isSet ? 'edit' : 'key'),
    element('code', {}, name),
    element('span', { class: 'dim' }, inWords(source)),
    action(isSet ? 'Change' : 'Override', () => panel.dispatch({ type: 'override', name })),
    isSet && action('Remove', () => panel.dispatch({ type: 'removeOverride', name })),
  );
}

function inWords(source: VariableSource): string {
  switch (source.kind) {
    case 'override':
      return 'set here';
    case 'stored':
      return 'stored in the editor';
    case 'file':
      return `from ${source.path}`;
    case 'process':
      return 'from the environment';
    case 'missing':
      return 'not set: a run asks for it';
  }
}
