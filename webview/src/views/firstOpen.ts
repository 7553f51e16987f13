/** Before any run: ways on, and what the schema promises. */
import type { FunctionInfo } from '../../../protocol/functions';
import { formatMs } from '../../../protocol/words';
import { SIMULATIONS } from '../../../protocol/clients';
import { shortAttribute } from '../format';
import { chosenFunction } from '../model';
import { element, icon, setHidden } from '../ui/element';
import type { Panel, Shown, View } from './view';

export function firstOpen(panel: Panel): View {
  const ways = element('div', { class: 'ways' });
  const promises = element('div', { class: 'promises' });
  const box = element('section', { class: 'first-open', 'aria-label': 'First steps' }, ways, promises);
  let of: readonly unknown[] = [];
  return {
    element: box,
    render({ state }: Shown) {
      const info = chosenFunction(state);
      const now = [info, state.recordings, state.serverReady, state.functions.length, state.clients];
      if (now.every((item, i) => item === of[i]) && of.length > 0) return;
      of = now;
      ways.replaceChildren(...waysOn(panel, state, info));
      promises.replaceChildren(...(info ? promiseRows(panel, info) : []));
      setHidden(promises, !info || info.outline.length === 0);
    },
  };
}

function waysOn(
  panel: Panel,
  { recordings, clients, serverReady: ready }: Shown['state'],
  info: FunctionInfo | undefined,
): HTMLElement[] {
  const own = recordings.find((r) => r.function === info?.name) ?? recordings[0];
  const made: HTMLElement[] = [];
  if (own) {
    const text = `${own.function}, ${formatMs(own.durationMs)}: ${own.detail}. Works offline.`;
    made.push(way('record', 'Play a recording', text, () => panel.dispatch({ type: 'replay', recording: own.id })));
  }
  if (info && info.problems.length === 0)
    made.push(
      way(
        'play',
        `Run ${info.name}`,
        `Calls ${info.client}. Cancel any time: the connection is closed at once.`,
        () => panel.dispatch({ type: 'run' }),
        'Ctrl+Enter',
      ),
    );
  const model = clients.find((one) => one.kind === 'editor');
  const play = (client: string) => () => {
    panel.dispatch({ type: 'client', client });
    panel.dispatch({ type: 'run' });
  };
  if (info && info.problems.length === 0) {
    const { id } = SIMULATIONS[0]!;
    if (model) {
      made.push(way('sparkle', `Run with ${model.label}`, 'A model of the editor: no key is needed.', play(model.id)));
    }
    made.push(
      way(
        'beaker',
        'Simulate an answer',
        'An example for the return type, played as a stream. No key, no model.',
        play(id),
      ),
    );
  }
  made.push(
    way(
      'folder-opened',
      'Open a recording',
      'A .bamlrun file: its chunks are read again with the types as they are now.',
      () => panel.dispatch({ type: 'open' }),
    ),
  );
  const title = info ? `See ${info.name} stream` : ready ? 'No function yet' : 'Starting…';
  const text = info
    ? 'Every partial value your code will get, when, and why not earlier.'
    : ready
      ? 'Open a folder with .baml files, or write a function: it will be offered here.'
      : 'The language server is reading the project.';
  return [
    element('h2', {}, title),
    element('p', {}, text),
    element(
      'div',
      { class: 'way-list', role: 'toolbar', 'aria-orientation': 'vertical', 'aria-label': 'Ways to begin' },
      ...made,
    ),
  ];
}

function way(iconName: string, title: string, text: string, press: () => void, key = ''): HTMLElement {
  const made = element(
    'button',
    { class: 'way', type: 'button' },
    icon(iconName),
    element(
      'span',
      { class: 'way-text' },
      element('span', { class: 'way-title' }, title),
      element('span', { class: 'dim' }, text),
    ),
    element('span', { class: 'dim' }, key),
  );
  made.addEventListener('click', press);
  return made;
}

function promiseRows(panel: Panel, info: FunctionInfo): HTMLElement[] {
  const head = element(
    'div',
    { class: 'promise head', role: 'row' },
    element('div', { class: 'name', role: 'columnheader' }, 'field'),
    element('div', { class: 'promise-text', role: 'columnheader' }, 'what your schema promises, before any run'),
  );
  const rows = info.outline.map((row) => {
    const { at } = row;
    const name = element(
      'div',
      { class: 'name', role: 'rowheader' },
      element(
        'span',
        { class: 'title' },
        ...Array.from({ length: Math.min(12, row.depth) }, () => element('span', { class: 'indent' })),
        element('span', { class: 'twist' }),
        element('span', { class: 'field-name', title: row.name }, row.name),
      ),
      row.name === row.type ? '' : element('span', { class: 'type', title: row.type }, row.type),
      ...row.attributes.map((attribute) =>
        element('span', { class: 'attribute', title: attribute }, shortAttribute(attribute)),
      ),
    );
    const made = element(
      'div',
      { class: 'promise', role: 'row' },
      name,
      element('div', { class: 'promise-text', role: 'cell' }, row.promise),
    );
    if (at) {
      made.classList.add('linked');
      made.title = 'Go to the declaration';
      made.addEventListener('click', () => panel.send({ type: 'reveal', at }));
    }
    return made;
  });
  return [element('div', { role: 'table', 'aria-label': 'What the schema promises' }, head, ...rows)];
}
