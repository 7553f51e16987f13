/** What a run is given, open for editing: one tab for each part. Loaded when it is opened. */
import { SETUP_TABS, type SetupTab } from '../../doing';
import { element, setAttribute, setHidden } from '../../ui/element';
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

export function setupPanes(panel: Panel): View {
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
  return {
    element: element('div', { class: 'setup' }, bar, ...SETUP_TABS.map((tab) => panes[tab].element)),
    render(shown: Shown) {
      const { setup } = shown.state.doing;
      for (const [tab, at] of tabs) {
        const isShown = tab === setup;
        setAttribute(at, 'aria-selected', String(isShown));
        setHidden(panes[tab].element, !isShown);
      }
      panes[setup].render(shown);
    },
  };
}
