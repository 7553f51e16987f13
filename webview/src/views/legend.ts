/** What the marks mean. */
import { element, icon, setHidden } from '../ui/element';
import type { View } from './view';

export function legend(): View {
  const entry = (mark: HTMLElement, text: string): HTMLElement => element('span', { class: 'entry' }, mark, text);
  const mark = (name: string): HTMLElement => element('span', { class: `mark-${name}`, 'aria-hidden': 'true' });
  const earlier = entry(mark('earlier'), 'shown by an attempt that failed');
  const box = element(
    'div',
    { class: 'legend', role: 'group', 'aria-label': 'Marks' },
    entry(mark('text'), 'text arriving'),
    entry(mark('hold'), 'held'),
    entry(mark('growth'), 'visible, growing'),
    entry(mark('complete'), 'complete'),
    entry(mark('item'), 'list item visible'),
    entry(element('span', { class: 'mark-retraction', 'aria-hidden': 'true' }, icon('close')), 'retraction'),
    entry(mark('cut'), 'cut'),
    entry(mark('defaulted'), 'filled in'),
    entry(icon('debug-pause'), 'stall'),
    entry(mark('batch'), 'chunks of one read'),
    entry(mark('check'), 'check or assert decided'),
    entry(mark('quirk'), 'shown oddly by the runtime'),
    earlier,
  );
  return { element: box, render: ({ state }) => setHidden(earlier, state.timeline.failedAttempts.length === 0) };
}
