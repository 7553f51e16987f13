/** What another reading of the answer would change: by the types as edited, or without one attribute. */
import { comparison, isSameToEye } from '../../../protocol/comparison';
import { differences } from '../differences';
import type { State } from '../model';
import { element, icon, setHidden } from '../ui/element';
import { sourceLink } from './location';
import type { Panel, View } from './view';

export function whatIfBar(panel: Panel): View {
  const box = element('div', { class: 'what-if', role: 'toolbar', 'aria-label': 'What-if' });
  let of: State['whatIf'] | undefined;
  return {
    element: box,
    render({ state }) {
      const { whatIf } = state;
      setHidden(box, whatIf === null);
      if (whatIf === of) return;
      of = whatIf;
      box.replaceChildren(...(whatIf ? parts(panel, state, whatIf) : []));
    },
  };
}

function parts(panel: Panel, state: State, { what, reading }: NonNullable<State['whatIf']>): HTMLElement[] {
  const found = comparison(state.asArrived ?? state.timeline, reading);
  const title =
    what.kind === 'edited'
      ? [element('b', {}, 'As the types are written now')]
      : [
          element('b', {}, 'Without ', element('code', {}, what.name)),
          ...(what.only
            ? [', with ', element('code', {}, '@stream.done'), ' on ', element('code', {}, what.only.name), ' only']
            : []),
          ' ',
          sourceLink(panel, what.at),
        ];
  const said = isSameToEye(found) ? ['nothing in this answer would be different'] : differences(found);
  const action = (label: string, press: () => void): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button' }, label);
    made.addEventListener('click', press);
    return made;
  };
  const actions =
    what.kind === 'without'
      ? [
          action('Apply', () => {
            const { at, name, only } = what;
            panel.dispatch({ type: 'removeAttribute', at, name, ...(only && { only }) });
            panel.dispatch({ type: 'forgetWhatIf' });
          }),
        ]
      : [action('Show', () => panel.dispatch({ type: 'reread' }))];
  return [
    icon('beaker'),
    element(
      'div',
      { class: 'what-if-text' },
      ...title,
      ' ',
      ...said.map((one) => element('span', { class: 'difference' }, one)),
      isSameToEye(found)
        ? ''
        : element('span', { class: 'dim' }, 'dashed outlines show when each field would have come'),
    ),
    ...actions,
    action('Dismiss', () => panel.dispatch({ type: 'forgetWhatIf' })),
  ];
}
