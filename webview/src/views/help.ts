/** All keys, as a dialog: what each does, and how to give it another. */
import { VIEW_ACTIONS, type ViewActionInfo } from '../../../protocol/viewActions';
import { element } from '../ui/element';
import { keyName } from './keyNames';
import type { Panel, View } from './view';

const GROUPS: readonly ViewActionInfo['group'][] = [
  'Move in time',
  'Fields',
  'Axis',
  'Play and measure',
  'Take along',
  'Show',
];

export function help(panel: Panel): View {
  const letters = element('input', { type: 'checkbox' });
  letters.addEventListener('change', () => panel.dispatch({ type: 'look', set: { letters: letters.checked } }));
  const close = element('button', {
    class: 'details-close',
    type: 'button',
    'aria-label': 'Close',
    title: 'Close (Esc)',
  });
  close.append(element('span', { class: 'codicon codicon-close', 'aria-hidden': 'true' }));
  const apple = /Mac/.test(navigator.platform);
  const general: readonly Entry[] = [
    [[apple ? '⌘⏎' : 'Ctrl+Enter'], 'Run'],
    [
      ['Esc'],
      'Stop the run; pressed again, without waiting for its connection to close. With no run, clear what is chosen',
    ],
    [['Tab'], 'Go to the next region, or to the line between two; arrows lead inside a region and move a line'],
    [['Enter', 'double click'], 'On the line between two regions: automatic size'],
    [['Shift+drag'], 'Measure on the axis'],
    [['Alt+drag'], 'Zoom to a part of the axis'],
    [[apple ? '⌘ wheel' : 'Ctrl+wheel'], 'Zoom; Shift+wheel pans'],
  ];
  const dialog = element(
    'dialog',
    { class: 'help', 'aria-label': 'Keys' },
    element('h2', {}, 'Keys'),
    close,
    element(
      'div',
      { class: 'help-groups' },
      group('Anywhere', general),
      ...GROUPS.map((name) => group(name, entries(name))),
    ),
    element('label', { class: 'check' }, letters, 'Keys of one character work'),
    element(
      'p',
      { class: 'note' },
      'Each of them is a command too: look for “BAML Live Timeline” in the keyboard shortcuts of the editor to give it a key of your own.',
    ),
  );
  const shut = (): void => panel.dispatch({ type: 'look', set: { help: false } });
  close.addEventListener('click', shut);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) shut();
  });
  // Keys mean the dialog while it is open; the one that opened it closes it again.
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key !== '?') return;
    event.preventDefault();
    shut();
  });
  // Esc closes it at once and tells so a little later: a frame in between must not open it again.
  dialog.addEventListener('close', shut);
  let isAsked = false;
  return {
    element: dialog,
    render({ state: { look } }) {
      if (letters.checked !== look.letters) letters.checked = look.letters;
      if (look.help === isAsked) return;
      isAsked = look.help;
      if (isAsked) dialog.showModal();
      else dialog.close();
    },
  };
}

type Entry = readonly [keys: readonly string[], what: string];

function entries(name: ViewActionInfo['group']): readonly Entry[] {
  return VIEW_ACTIONS.filter((action) => action.group === name && action.keys.length > 0).map(
    ({ title, keys, ...rest }) =>
      [
        keys.filter((key) => key !== '=').map(keyName),
        'note' in rest ? `${inSentence(title)}, ${rest.note}` : inSentence(title),
      ] as const,
  );
}

/** The title of a command as the other lines are written: capitals are for commands. */
function inSentence(title: string): string {
  return title.slice(0, 1) + title.slice(1).toLowerCase();
}

function group(name: string, of: readonly Entry[]): HTMLElement {
  const list = element('dl', {});
  for (const [keys, what] of of) {
    list.append(
      element(
        'div',
        {},
        element('dt', {}, ...keys.flatMap((key, i) => [i > 0 ? ' ' : '', element('kbd', {}, key)])),
        element('dd', {}, what),
      ),
    );
  }
  return element('section', {}, element('h3', {}, name), list);
}
