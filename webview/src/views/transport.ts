/** Below everything: the whole run in a strip, moving in it, playing it, and which rows are shown. */
import { SPEEDS } from '../model';
import { SORTS, type Sort } from '../look';
import type { ViewAction } from '../../../protocol/viewKeys';
import { keysOf } from './keyNames';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { minimap } from './minimap';
import { rangeText } from './rangeBand';
import { recordLinks } from './recordLinks';
import type { Theme } from './theme';
import type { Panel, View } from './view';

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  schema: 'as in the schema',
  first: 'first visible',
  complete: 'complete',
  held: 'longest held',
};

/** `records`: what leads to other runs, for the end of the line. */
export function transport(panel: Panel, theme: () => Theme, records: HTMLElement): View {
  const act = (label: string, action: ViewAction, name: string): HTMLButtonElement => {
    const keys = keysOf(action);
    const title = keys ? `${label} (${keys})` : label;
    const made = element('button', { class: 'step', type: 'button', 'aria-label': label, title }, icon(name));
    made.addEventListener('click', () => panel.dispatch({ type: 'act', action }));
    return made;
  };
  const map = minimap(panel, theme);
  const play = act('Play', 'play', 'play');
  const speed = select(
    'Speed',
    SPEEDS.map((one) => [String(one), one === 0 ? 'at once' : `${one}×`]),
    (value) => panel.dispatch({ type: 'speed', speed: Number(value) }),
  );
  const loop = act('Loop the measured range', 'loop', 'sync');
  const measure = act('Measure from here', 'measure', 'symbol-ruler');
  const out = act('Zoom out', 'zoomOut', 'zoom-out');
  const fit = act('Fit the whole run', 'fit', 'screen-full');
  const axis = select(
    'Axis',
    [
      ['time', 'time'],
      ['chars', 'characters'],
    ],
    (value) => panel.dispatch({ type: 'look', set: { axis: value === 'chars' ? 'chars' : 'time', part: null } }),
  );
  const sort = select(
    'Order of fields',
    SORTS.map((one) => [one, SORT_NAMES[one]]),
    (value) => panel.dispatch({ type: 'look', set: { sort: SORTS.find((one) => one === value) ?? 'schema' } }),
  );
  const only = element('input', { type: 'checkbox' });
  only.addEventListener('change', () => panel.dispatch({ type: 'look', set: { onlyProblems: only.checked } }));
  const onlyLabel = element('label', { class: 'check', title: 'Only fields with problems (O)' }, only, 'Only problems');
  const filter = element('input', {
    type: 'search',
    class: 'filter',
    placeholder: 'Filter: items.*',
    'aria-label': 'Filter fields',
    title: 'Filter fields by path (/). * stands for any characters.',
    spellcheck: 'false',
  });
  filter.addEventListener('input', () => panel.dispatch({ type: 'look', set: { filter: filter.value } }));
  filter.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // Keys of one character are commands again.
    if (filter.value === '') {
      document.querySelector<HTMLElement>('[role=treegrid]')?.focus({ preventScroll: true });
      panel.repaint();
    } else panel.dispatch({ type: 'look', set: { filter: '' } });
    event.preventDefault();
    event.stopPropagation();
  });
  const range = element('span', { class: 'range-words', role: 'status' });
  const received = element(
    'button',
    {
      class: 'toggle',
      type: 'button',
      'aria-pressed': 'false',
      title: `Only what your program is handed: the official stream samples the text every 50 ms (${keysOf('received')})`,
    },
    'What the program receives',
  );
  received.addEventListener('click', () => panel.dispatch({ type: 'received' }));
  const links = recordLinks(panel);
  const box = element(
    'footer',
    { class: 'transport' },
    map.element,
    toolbar(
      'Player',
      group(
        'Move in time',
        act('Start', 'goToStart', 'debug-reverse-continue'),
        act('Previous change', 'previousChange', 'chevron-left'),
        play,
        act('Next change', 'nextChange', 'chevron-right'),
        act('End', 'goToEnd', 'debug-continue'),
      ),
      speed,
      group('Measure', measure, loop),
      range,
      group('Axis', axis, out, act('Zoom in', 'zoomIn', 'zoom-in'), fit),
      received,
    ),
    element('div', { class: 'rows-shown', role: 'toolbar', 'aria-label': 'Fields shown' }, onlyLabel, sort, filter),
    toolbar('Recording', act('Keys', 'help', 'question'), links.element, records),
  );
  let asked = 0;
  return {
    element: box,
    render(shown) {
      const { look, timeline, speed: chosen } = shown.state;
      map.render(shown);
      setAttribute(received, 'aria-pressed', String(shown.state.asArrived !== null));
      setHidden(received, timeline.frames.length === 0);
      const playing = look.playing !== null;
      const name = playing ? 'Pause' : 'Play';
      setAttribute(play, 'aria-label', name);
      setAttribute(play, 'title', `${name} (${keysOf('play')})`);
      setAttribute(play.firstElementChild!, 'class', `codicon codicon-${playing ? 'debug-pause' : 'play'}`);
      play.disabled = timeline.frames.length === 0;
      put(speed, String(chosen));
      put(axis, look.axis);
      put(sort, look.sort);
      if (only.checked !== look.onlyProblems) only.checked = look.onlyProblems;
      if (filter.value !== look.filter) filter.value = look.filter;
      toggleClass(filter, 'in-use', look.filter !== '');
      out.disabled = fit.disabled = look.part === null;
      setAttribute(measure, 'aria-pressed', String(look.range !== null));
      setAttribute(loop, 'aria-pressed', String(look.loop));
      setHidden(loop, look.range === null);
      setHidden(range, look.range === null);
      setText(range, rangeText(shown.state) ?? '');
      links.render(shown);
      if (look.filterAsked !== asked) {
        asked = look.filterAsked;
        filter.focus();
        filter.select();
      }
    },
  };
}

function toolbar(name: string, ...parts: HTMLElement[]): HTMLElement {
  return element('div', { class: 'part', role: 'toolbar', 'aria-label': name }, ...parts);
}

function group(name: string, ...parts: HTMLElement[]): HTMLElement {
  return element('div', { class: 'steps', role: 'group', 'aria-label': name }, ...parts);
}

function select(
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: (value: string) => void,
): HTMLSelectElement {
  const made = element(
    'select',
    { class: 'select', 'aria-label': name, title: name },
    ...options.map(([value, label]) => element('option', { value }, label)),
  );
  made.addEventListener('change', () => chosen(made.value));
  return made;
}

function put(at: HTMLSelectElement, value: string): void {
  if (at.value !== value) at.value = value;
}
