/** In the explanation of a field: its checks and asserts, and what can be done with it. */
import { formatMs } from '../../../protocol/words';
import type { Row, Timeline } from '../../../protocol/timeline';
import { pinnedRow } from '../look';
import type { Message, State } from '../model';
import { checksByRow } from '../noteMarks';
import { element } from '../ui/element';
import { keysOf } from './keyNames';
import type { Panel } from './view';

/** Of very many the last ones are told: those that count. */
const MOST = 5;

/** When each check or assert of a row was decided, and how. */
export function checkLines(timeline: Timeline, row: Row): readonly HTMLElement[] {
  const decided = (checksByRow(timeline).get(row.id) ?? []).filter((check) => check.decided);
  return decided
    .slice(-MOST)
    .map(({ level, name, expression, holds, t }) =>
      element(
        'div',
        {},
        `${holds ? 'Passes' : 'Fails'} the ${level ?? 'check'} ${name} `,
        element('code', {}, expression),
        `, decided at ${formatMs(t)}.`,
      ),
    );
}

/** Pins the chosen field, or copies where it stands. */
export function fieldActions(panel: Panel, state: State, row: Row): readonly HTMLElement[] {
  const action = (label: string, title: string, message: Message): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button', title }, label);
    made.addEventListener('click', () => panel.dispatch(message));
    return made;
  };
  const isPinned = pinnedRow(state.timeline, state.look) === row.id;
  const pin = action(
    isPinned ? 'Unpin' : 'Pin as first usable',
    `When this field is visible, the answer counts as usable (${keysOf('pinField')})`,
    { type: 'act', action: 'pinField' },
  );
  return [pin, action('Copy path', 'Copies where the field stands in the value', { type: 'copyPath' })];
}
