/** Why an answer is refused, or read without some of it: the values that are to blame, and what the runtime says of it in full. */
import { droppedRows, refusedRows, type RefusedRow } from '../../../protocol/refusedRows';
import type { Timeline } from '../../../protocol/timeline';
import { count, nameOf, oneLine } from '../../../protocol/words';
import { element } from '../ui/element';
import { sourceLink } from './location';
import type { Panel } from './view';

/** The values that are to blame, where they are declared: at most so many by name. Nothing where the whole answer is to blame. */
export function refusedList(panel: Panel, timeline: Timeline, most: number): HTMLElement[] {
  const refused = refusedRows(timeline).filter(({ row }) => row.decl.parent !== null);
  return listed(panel, timeline, refused, most);
}

/** What a final value is read without, because it does not fit: at most so many items and entries by name. */
export function droppedList(panel: Panel, timeline: Timeline, most: number): HTMLElement[] {
  const dropped = droppedRows(timeline);
  if (dropped.length === 0) return [];
  const one = dropped.length === 1;
  return [
    element(
      'p',
      {},
      `${count(dropped.length, 'item or entry', 'items or entries')} of the answer ${one ? 'does' : 'do'} not fit and ${one ? 'was' : 'were'} dropped:`,
    ),
    ...listed(panel, timeline, dropped, most),
  ];
}

function listed(panel: Panel, timeline: Timeline, all: readonly RefusedRow[], most: number): HTMLElement[] {
  if (all.length === 0) return [];
  const lines = all.slice(0, most).map(({ row, why }) => {
    const { at } = row.decl;
    return element('li', {}, element('code', {}, nameOf(timeline, row)), `: ${why} `, at ? sourceLink(panel, at) : '');
  });
  const more = all.length - lines.length;
  return [element('ul', {}, ...lines, ...(more > 0 ? [element('li', {}, `and ${count(more, 'more value')}`)] : []))];
}

/** A message of which only the beginning is told, in full and folded away, in a box that scrolls by itself. Nothing for a short one. */
export function wholeMessage(message: string): HTMLElement[] {
  if (oneLine(message) === message) return [];
  const text = element('pre', { tabindex: '0', 'aria-label': 'What the runtime says' }, message);
  return [element('details', {}, element('summary', {}, 'What the runtime says'), text)];
}
