/** How the run ended: the final value as a tree, or why there is none. */
import type { Json } from '../../../protocol/run';
import { stopReason } from '../../../protocol/runOptions';
import { usageWords } from '../../../protocol/usage';
import { oneLine } from '../../../protocol/words';
import { element, setHidden } from '../ui/element';
import { valuePlaces, type Snapshot } from '../valueLines';
import { parserLink, sourceLink } from './location';
import { droppedList, refusedList, wholeMessage } from './refusals';
import { valueTree } from './valueTree';
import type { Panel, Shown, View } from './view';

/** Of more values that are refused these are told by name. */
const MOST_REFUSED = 20;

export function finalTab(panel: Panel): View {
  const tree = valueTree(panel, 'Final value');
  const text = element('div', { class: 'note final-note', 'data-region': '' });
  const box = element('div', { class: 'final' }, text, tree.element);
  let of: unknown;
  let snapshot: Snapshot | null = null;
  let places: ReturnType<typeof valuePlaces> = [];
  let toggled: ReadonlySet<string> | null = null;
  let drawn: unknown;
  return {
    element: box,
    render({ state }: Shown) {
      const { finished } = state.timeline;
      const outcome = finished?.outcome;
      const value: Json | undefined = outcome?.kind === 'completed' ? outcome.value : undefined;
      if (value !== undefined && (of !== outcome || toggled !== state.toggled)) {
        snapshot = { value, base: undefined, timeline: null, frame: -1 };
        places = valuePlaces(snapshot, state.toggled);
      }
      of = outcome;
      toggled = state.toggled;
      tree.render(snapshot, value === undefined ? [] : places, null);
      setHidden(tree.element, value === undefined);
      if (drawn === (outcome ?? state.timeline.run)) return;
      drawn = outcome ?? state.timeline.run;
      text.replaceChildren(...finalText(panel, state));
    },
  };
}

function finalText(panel: Panel, state: Shown['state']): (Node | string)[] {
  const outcome = state.timeline.finished?.outcome;
  if (!outcome)
    return [
      state.timeline.run === null ? 'Nothing was run yet.' : 'The final value is read when the answer has ended.',
    ];
  switch (outcome.kind) {
    case 'completed': {
      const reported = outcome.usage ? [`${usageWords(outcome.usage)}. `] : [];
      return [
        `The whole text, read by the declared type. ${outcome.finishReason ? `Stop reason “${outcome.finishReason}”. ` : ''}`,
        ...reported,
        ...droppedList(panel, state.timeline, MOST_REFUSED),
      ];
    }
    case 'cancelled':
      return [
        outcome.stopped
          ? `A rule ended the run: ${stopReason(outcome.stopped)}. There is no final value.`
          : 'A cancelled run gives no final value.',
      ];
    case 'refused':
      return outcome.problems.map((problem) =>
        element('p', {}, problem.message, ' ', problem.at ? sourceLink(panel, problem.at) : ''),
      );
    case 'failed': {
      const { error } = outcome;
      return [
        element('h3', {}, error.kind === 'validation' ? 'Final value refused' : 'The run failed'),
        element('p', {}, oneLine(error.message), ' ', error.at ? sourceLink(panel, error.at) : ''),
        ...refusedList(panel, state.timeline, MOST_REFUSED),
        ...wholeMessage(error.message),
        error.hint ? element('p', {}, error.hint) : '',
        error.body ? element('pre', {}, error.body) : '',
        error.kind === 'validation' ? element('p', {}, parserLink(panel)) : '',
      ];
    }
  }
}
