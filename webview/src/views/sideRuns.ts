/** The runs beside the one on screen: each can be shown, and cancelled alone. */
import type { SideRun } from '../../../protocol/doing';
import { element, icon, setHidden } from '../ui/element';
import type { Panel, View } from './view';

export function sideRunsList(panel: Panel): View {
  const box = element('ul', { class: 'side-runs', 'aria-label': 'Other runs', 'data-region': '' });
  let of: unknown = null;
  return {
    element: box,
    render({ state: { doing } }) {
      if (of === doing.sideRuns) return;
      of = doing.sideRuns;
      setHidden(box, doing.sideRuns.length === 0);
      box.replaceChildren(...doing.sideRuns.map((run) => line(panel, run)));
    },
  };
}

function line(panel: Panel, { run, function: name, client, test, outcome }: SideRun): HTMLElement {
  const who = [name, client, test].filter((one) => one !== null).join(' · ');
  const action = (label: string, press: () => void): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button', 'aria-label': `${label} ${who}` }, label);
    made.addEventListener('click', press);
    return made;
  };
  return element(
    'li',
    { class: 'side-run' },
    icon(outcome === null ? 'color-mode' : outcome === 'completed' ? 'pass' : 'circle-slash'),
    element('span', {}, who),
    element('span', { class: 'dim' }, outcome ?? 'goes on'),
    action('Show', () => panel.dispatch({ type: 'showRun', run })),
    outcome === null && action('Stop', () => panel.dispatch({ type: 'cancelRun', run })),
  );
}
