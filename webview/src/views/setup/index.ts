/** What a run is given, open for editing: arguments, tags, environment. One line says what is set while it is closed. */
import { count } from '../../../../protocol/words';
import { plainList } from '../../format';
import { optionsOf, overridden, SETUP_TABS, type SetupTab } from '../../doing';
import { chosenFunction } from '../../model';
import { element, setAttribute, setHidden, setText } from '../../ui/element';
import type { Panel, Shown, View } from '../view';
import { answerPane } from './answerPane';
import { argumentsPane } from './argumentsPane';
import { environmentPane } from './environmentPane';
import { stopPane } from './stopPane';
import { tagsPane } from './tagsPane';

const LABELS: Readonly<Record<SetupTab, string>> = {
  arguments: 'Arguments',
  tags: 'Tags',
  environment: 'Environment',
  stop: 'Stop rules',
  answer: 'Bring an answer',
};

export function setup(panel: Panel): View {
  const panes: Record<SetupTab, View> = {
    arguments: argumentsPane(panel),
    tags: tagsPane(panel),
    environment: environmentPane(panel),
    stop: stopPane(panel),
    answer: answerPane(panel),
  };
  const tabs = new Map(
    SETUP_TABS.map((tab) => {
      const attributes = { role: 'tab', type: 'button', id: `setup-${tab}`, 'aria-controls': `setup-pane-${tab}` };
      const made = element('button', attributes, LABELS[tab]);
      made.addEventListener('click', () => panel.dispatch({ type: 'setup', tab }));
      return [tab, made] as const;
    }),
  );
  for (const tab of SETUP_TABS) {
    const { element: at } = panes[tab];
    at.setAttribute('role', 'tabpanel');
    at.id = `setup-pane-${tab}`;
    at.setAttribute('aria-labelledby', `setup-${tab}`);
  }
  const bar = element(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': 'What the run is given' },
    ...tabs.values(),
  );
  bar.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = SETUP_TABS.findIndex((tab) => tabs.get(tab) === event.target);
    const next = SETUP_TABS[(at + step + SETUP_TABS.length) % SETUP_TABS.length];
    if (step === 0 || at < 0 || !next) return;
    panel.dispatch({ type: 'setup', tab: next });
    tabs.get(next)!.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  const body = element('div', { class: 'setup' }, bar, ...SETUP_TABS.map((tab) => panes[tab].element));
  const given = element('button', { class: 'given link', type: 'button', title: 'Change what the run is given' });
  given.addEventListener('click', () => panel.dispatch({ type: 'setup', tab: given.dataset['tab'] as SetupTab }));
  const box = element('div', {}, body, given);
  return {
    element: box,
    render(shown: Shown) {
      const { state } = shown;
      const open = state.editing && chosenFunction(state) !== undefined;
      setHidden(body, !open);
      const told = open ? null : givenLine(shown);
      setHidden(given, told === null);
      if (told) {
        setText(given, told.text);
        given.dataset['tab'] = told.tab;
      }
      if (!open) return;
      for (const [tab, at] of tabs) {
        const isShown = tab === state.doing.setup;
        setAttribute(at, 'aria-selected', String(isShown));
        setAttribute(at, 'tabindex', isShown ? '0' : '-1');
        setHidden(panes[tab].element, !isShown);
      }
      panes[state.doing.setup].render(shown);
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
