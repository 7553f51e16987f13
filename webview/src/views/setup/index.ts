/** What a run is given: arguments, tags, environment. One line says what is set while its parts are closed. */
import { count } from '../../../../protocol/words';
import { plainList } from '../../format';
import { optionsOf, overridden, type SetupTab } from '../../doing';
import { chosenFunction } from '../../model';
import { element, setHidden, setText } from '../../ui/element';
import { lazily } from '../../ui/lazily';
import type { Panel, Shown, View } from '../view';

export function setup(panel: Panel): View {
  const panes = lazily(panel, async () => (await import('./panes')).setupPanes(panel));
  const given = element('button', { class: 'given link', type: 'button', title: 'Change what the run is given' });
  given.addEventListener('click', () => panel.dispatch({ type: 'setup', tab: given.dataset['tab'] as SetupTab }));
  const box = element('div', {}, panes.element, given);
  return {
    element: box,
    render(shown: Shown) {
      const { state } = shown;
      const open = state.editing && chosenFunction(state) !== undefined;
      setHidden(panes.element, !open);
      const told = open ? null : givenLine(shown);
      setHidden(given, told === null);
      if (told) {
        setText(given, told.text);
        given.dataset['tab'] = told.tab;
      }
      if (open) panes.render(shown);
    },
  };
}

/** What is set besides the arguments; null when nothing is. */
function givenLine({ state }: Shown): { readonly text: string; readonly tab: SetupTab } | null {
  const { stop, tags: all } = optionsOf(state.selection);
  const tags = all.filter(({ name }) => name.trim());
  const variables = overridden(state);
  const parts = [
    ...(tags.length ? [`tags ${plainList(tags.map(({ name }) => name.trim()))}`] : []),
    ...(variables.length ? [`${plainList(variables)} set here`] : []),
    ...(stop.length ? [count(stop.length, 'stop rule')] : []),
  ];
  const tab = tags.length ? 'tags' : variables.length ? 'environment' : 'stop';
  return parts.length ? { text: `Runs with ${parts.join(' · ')}`, tab } : null;
}
