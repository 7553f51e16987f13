/** A value as a tree of lines: signs at the left, states at the right. */
import { keyOfPlace, saidBy, valueLine, type Snapshot, type ValueLine, type ValuePlace } from '../valueLines';
import { split } from '../format';
import { element, icon, setAttribute, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import type { Panel } from './view';

export interface ValueTree {
  readonly element: HTMLElement;
  /** The places are those of the snapshot; null shows nothing. */
  render(snapshot: Snapshot | null, places: readonly ValuePlace[], selected: number | null): void;
}

const ROW = 22;
const MOST_INDENT = 14;

export function valueTree(panel: Panel, label: string): ValueTree {
  const sizer = element('div', { class: 'value-sizer', role: 'presentation' });
  const box = element('div', { class: 'value-tree', role: 'tree', 'aria-label': label }, sizer);
  let of: Snapshot | null = null;
  let places: readonly ValuePlace[] = [];
  let selected: number | null = null;
  let focusKey: string | null = null;
  const drawn = new WeakMap<HTMLElement, ValueLine>();
  /** What the line on screen follows from. */
  const drawnFrom = new WeakMap<HTMLElement, readonly unknown[]>();
  const list = new RowList<ValuePlace>(
    {
      scroller: box,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: keyOfPlace,
      create: () => element('div', { class: 'value', role: 'treeitem' }),
      update: (at, place) => {
        const said = saidBy(of!, place);
        const before = drawnFrom.get(at);
        const isSame = before !== undefined && said.every((one, i) => one === before[i]);
        const line = isSame ? drawn.get(at)! : valueLine(of!, place);
        drawnFrom.set(at, said);
        setAttribute(at, 'tabindex', line.key === focusKey ? '0' : '-1');
        const on = line.row !== null && line.row === selected;
        toggleClass(at, 'on', on);
        setAttribute(at, 'aria-selected', String(on));
        const old = drawn.get(at);
        if (old && same(old, line)) return;
        drawn.set(at, line);
        draw(at, line);
      },
    },
    () => panel.repaint(),
  );
  const lineOf = (target: EventTarget | null): ValueLine | undefined => {
    const at = (target as Element | null)?.closest<HTMLElement>('.value');
    return at ? drawn.get(at) : undefined;
  };
  const press = (line: ValueLine, twist: boolean): void => {
    focusKey = line.key;
    if (line.openness !== 'leaf' && (twist || line.row === null)) panel.dispatch({ type: 'toggle', key: line.toggle });
    if (line.row !== null && !twist) panel.dispatch({ type: 'pick', row: line.row });
    else panel.repaint();
  };
  box.addEventListener('click', (event) => {
    const line = lineOf(event.target);
    if (line) press(line, (event.target as Element).closest('.twist') !== null);
  });
  box.addEventListener('dblclick', (event) => {
    const line = lineOf(event.target);
    if (line && line.openness !== 'leaf' && line.row !== null) panel.dispatch({ type: 'toggle', key: line.toggle });
  });
  box.addEventListener('keydown', (event) => {
    const line = lineOf(event.target);
    if (!line || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      let to = places.findIndex((place) => keyOfPlace(place) === line.key) + step;
      while (places[to]?.kind === 'close') to += step;
      const next = places[to];
      if (next) {
        focusKey = keyOfPlace(next);
        list.reveal(to);
        list.render(places, focusKey);
        list.elementOf(focusKey)?.focus({ preventScroll: true });
      }
    } else if (
      (event.key === 'ArrowRight' && line.openness === 'closed') ||
      (event.key === 'ArrowLeft' && line.openness === 'open')
    ) {
      panel.dispatch({ type: 'toggle', key: line.toggle });
    } else if (event.key === 'Enter') press(line, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element: box,
    render(snapshot, next, row) {
      [of, places, selected] = [snapshot, next, row];
      // What stands on screen can be had by the keyboard; a line that has the focus stays wherever it is.
      const inSight = list.window(places.length);
      const first = places[inSight.first];
      if (!list.has(places, focusKey)) focusKey = first ? keyOfPlace(first) : null;
      list.render(places, focusKey);
    },
  };
}

function same(a: ValueLine, b: ValueLine): boolean {
  return (Object.keys(a) as (keyof ValueLine)[]).every((key) => a[key] === b[key]);
}

function draw(at: HTMLElement, line: ValueLine): void {
  setAttribute(
    at,
    'class',
    `value ${line.change === '' ? '' : 'changed'} ${line.kind === 'hidden' ? 'not-visible' : ''} ${line.state === 'invalid' || line.state === 'dropped' ? 'wrong' : ''}`,
  );
  setAttribute(at, 'aria-level', String(line.depth + 1));
  setAttribute(at, 'aria-expanded', line.openness === 'leaf' ? null : String(line.openness === 'open'));
  const spoken = [
    line.name,
    line.text,
    line.note,
    line.why,
    line.change === '+' ? 'new' : line.change === '~' ? 'changed' : '',
  ];
  setAttribute(at, 'aria-label', spoken.filter((part) => part !== '').join(', '));
  const content = element('span', { class: 'content' });
  content.style.paddingInlineStart = `${Math.min(line.depth, MOST_INDENT) * 16}px`;
  content.append(
    line.openness === 'leaf'
      ? ''
      : element('span', { class: `twist codicon codicon-chevron-${line.openness === 'open' ? 'down' : 'right'}` }),
    line.name === '' ? '' : element('span', { class: /^\[/.test(line.name) ? 'index' : 'key' }, line.name),
    line.name === '' || /^\[/.test(line.name) ? '' : ': ',
    line.before === null ? '' : element('s', {}, line.before),
    text(line),
  );
  at.replaceChildren(
    element(
      'span',
      { class: 'change', 'aria-hidden': 'true' },
      line.state === 'cut' && line.kind === 'hidden' ? '/' : line.change,
    ),
    content,
    element('span', { class: 'state', title: line.why }, stateMark(line), ' ', line.note),
  );
}

function text(line: ValueLine): HTMLElement {
  const [head, tail] = line.kind === 'string' ? split(line.text) : [line.text, ''];
  const made = element('span', {
    class: `text ${line.kind}`,
    title: line.text.length > 40 ? line.text.slice(0, 2_000) : '',
  });
  if (line.newFrom === null) {
    made.append(element('span', { class: 'head' }, head), tail === '' ? '' : element('span', { class: 'tail' }, tail));
    return made;
  }
  // The quote that closes a string is not new.
  const [old, added, close] = [
    line.text.slice(0, line.newFrom),
    line.text.slice(line.newFrom, -1),
    line.text.slice(-1),
  ];
  made.append(
    element('span', { class: 'head' }, old),
    element('span', { class: 'tail' }, element('span', { class: 'added' }, added.slice(-60)), close),
  );
  return made;
}

function stateMark(line: ValueLine): Node | string {
  switch (line.state) {
    case 'complete':
      return icon('check');
    case 'partial':
      return /^\d/.test(line.note) ? '' : element('span', { class: 'mark-growth', 'aria-hidden': 'true' });
    case 'held':
      return element('span', { class: 'mark-hold small', 'aria-hidden': 'true' });
    case 'absent':
    case 'defaulted':
      return icon('circle-large');
    case 'cut':
      return element('span', { class: 'mark-cut', 'aria-hidden': 'true' });
    case 'invalid':
      return icon('error');
    case 'dropped':
      return icon('trash');
    case 'arriving':
      return element('span', { class: 'mark-text', 'aria-hidden': 'true' });
    case null:
      return '';
  }
}
