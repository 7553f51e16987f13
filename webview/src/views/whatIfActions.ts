/** In the explanation of a hold: reading the answer without the attribute, what that would change for the field, and the edit. */
import type { SourceLocation } from '../../../protocol/run';
import { rowOf, type Row } from '../../../protocol/timeline';
import type { OneField } from '../../../protocol/whatIf';
import { formatMs } from '../../../protocol/words';
import { ghostOf } from '../ghosts';
import type { State } from '../model';
import { button } from '../ui/controls';
import { element, setHidden, setText } from '../ui/element';
import { sourceName } from './location';
import type { Panel } from './view';

interface Attribute {
  readonly at: SourceLocation;
  /** As written: `@stream.done`. */
  readonly name: string;
  /** The field on which alone `@stream.done` is worth a try. */
  readonly only: OneField | null;
}

type Tried = Extract<NonNullable<State['whatIf']>['what'], { kind: 'without' }>;

export function whatIfActions(
  panel: Panel,
  row: Row,
  { at, name, only }: Attribute,
): { readonly element: HTMLElement; refresh(state: State): void } {
  const file = sourceName(at).replace(/:\d+$/, '');
  const without = button('Try without it', 'beaker', () => panel.dispatch({ type: 'tryWithout', at, name }));
  without.element.title = `Reads this answer as if ${name} were not written. No model is called, no file is changed`;
  const instead =
    only &&
    button(`Try it on ${only.name} only`, 'beaker', () => panel.dispatch({ type: 'tryWithout', at, name, only }));
  if (instead) instead.element.title = `Reads this answer as if @stream.done stood on ${only.name} in place of ${name}`;
  let tried: Tried | null = null;
  const edit = button('', 'edit', () => {
    panel.dispatch({ type: 'removeAttribute', at, name, ...(tried?.only && { only: tried.only }) });
    panel.dispatch({ type: 'forgetWhatIf' });
  });
  const label = edit.element.querySelector('.label')!;
  const result = element('div', { class: 'details-result', role: 'status' });
  const tries = element(
    'div',
    { class: 'details-actions', role: 'toolbar', 'aria-label': 'What can be done' },
    without.element,
    instead?.element ?? null,
    edit.element,
  );
  return {
    element: element('div', {}, tries, result),
    refresh(state) {
      const { whatIf } = state;
      tried = whatIf?.what.kind === 'without' && isSamePlace(whatIf.what.at, at) ? whatIf.what : null;
      const does = tried?.only ? `Move it to ${tried.only.name}` : `Remove it from ${file}`;
      setText(label, does);
      edit.element.setAttribute('aria-label', does);
      edit.element.title = `${does}: an edit of ${file} that can be undone`;
      setHidden(result, tried === null);
      setText(result, tried ? resultWords(state, row, tried) : '');
    },
  };
}

/** When the value would have been visible, compared with when it was. */
function resultWords(state: State, { id }: Row, { only }: Tried): string {
  const timeline = state.asArrived ?? state.timeline;
  const row = rowOf(timeline, id);
  const ghost = state.whatIf && ghostOf(timeline, id, state.whatIf.reading);
  const how = only ? `With it on ${only.name} only` : 'Without it';
  if (!row || !ghost) return `${how}, this value would come as it did.`;
  if (!ghost.first) return `${how}, this value would never be visible.`;
  const visible = `${how}, it would be visible from ${formatMs(ghost.first.t)}`;
  const ms = row.firstVisible ? Math.round(row.firstVisible.t - ghost.first.t) : 0;
  return ms === 0 ? `${visible}.` : `${visible}, ${formatMs(Math.abs(ms))} ${ms > 0 ? 'earlier' : 'later'}.`;
}

const isSamePlace = (a: SourceLocation, b: SourceLocation): boolean =>
  a.uri === b.uri && a.line === b.line && a.character === b.character;
