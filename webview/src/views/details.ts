/** Why the chosen row was held: opens beside the mark when asked for, never by itself. */
import { silence } from '../../../protocol/metrics';
import { count, formatMs, MOST_OF_REASON, nameOf, oneLine, plain } from '../../../protocol/words';
import type { Hold } from '../../../protocol/run';
import { rowOf, type Row, type Timeline } from '../../../protocol/timeline';
import { quirkWhy } from '../allProblems';
import { askedHold } from '../askedHold';
import { attemptWords } from '../attemptNotes';
import { causeSentence } from '../holdCause';
import { holdStory } from '../holdStory';
import { checkLines, fieldActions } from './fieldFacts';
import type { State } from '../model';
import { element } from '../ui/element';
import { sourceLink, sourceName } from './location';
import { sentence } from './problems';
import type { Panel, Shown } from './view';
import { whatIfActions } from './whatIfActions';

export interface Details {
  readonly element: HTMLElement;
  /** Draws when another row or hold is asked about; true when it is open. */
  render(shown: Shown): boolean;
}

export function details(panel: Panel): Details {
  const box = element('div', { class: 'details', role: 'dialog', 'aria-label': 'Why it was held' });
  box.hidden = true;
  let drawn = '';
  let refresh: Refresh = () => undefined;
  return {
    element: box,
    render(shown) {
      const { state } = shown;
      const row = state.details && state.selected !== null ? rowOf(state.timeline, state.selected) : undefined;
      box.hidden = row === undefined;
      if (!row) {
        drawn = '';
        return false;
      }
      // A hold that goes on is told as it was when asked: the text does not move under the reader.
      const key = `${row.id} ${row.holds.length} ${row.held === null} ${row.refused === null} ${row.leftOut === null} ${state.insights.quirks !== null} ${state.look.pinned?.path.join() ?? ''}`;
      if (key !== drawn) {
        drawn = key;
        refresh = draw(panel, box, state.timeline, row, shown);
      }
      refresh(state);
      return true;
    },
  };
}

/** The attribute that can be left out to see what it does; null where the cause is none. */
function attributeName({ cause }: Hold): string | null {
  switch (cause) {
    case 'done':
      return '@stream.done';
    case 'block-done':
      return '@@stream.done';
    case 'not-null':
      return '@stream.not_null';
    default:
      return null;
  }
}

function quirkLink(panel: Panel, quirk: string): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, quirk);
  made.addEventListener('click', () => panel.send({ type: 'showQuirk', quirk }));
  return made;
}

/** Which attempt it is of, and what others had shown of it. */
function attemptLines(timeline: Timeline, row: Row): readonly HTMLElement[] {
  const words = attemptWords(timeline, row).join('; ');
  return words ? [element('div', {}, `${words[0]!.toUpperCase()}${words.slice(1)}.`)] : [];
}

const MORE = { class: 'details-more', role: 'toolbar', 'aria-label': 'More about it' };

type Refresh = (state: State) => void;

/** Why the answer is refused for it, or for a value in it. */
function refusedLines({ refused, leftOut }: Row): readonly HTMLElement[] {
  if (leftOut !== null) return [element('div', {}, `Dropped from the final value: ${leftOut}.`)];
  if (!refused) return [];
  return [
    element(
      'div',
      {},
      refused.why === null ? 'Refused for a value in it.' : `Refused: ${oneLine(refused.why, MOST_OF_REASON)}.`,
    ),
  ];
}

/** What a popover says about quirks at most. */
const MOST_QUIRKS = 3;

/** Gives what tells of an attempt of the person to read without the attribute. */
function draw(panel: Panel, box: HTMLElement, timeline: Timeline, row: Row, shown: Shown): Refresh {
  let refresh: Refresh = () => undefined;
  const quirks = (shown.state.insights.quirks?.marks ?? []).filter((one) => one.row === row.id).slice(0, MOST_QUIRKS);
  const asked = askedHold(timeline, row, shown.state.now);
  const name = nameOf(timeline, row);
  box.replaceChildren();
  if (!asked) {
    const text = row.firstVisible
      ? `First visible at ${formatMs(row.firstVisible.t)}${row.complete ? `, complete at ${formatMs(row.complete.t)}` : ''}. It was never held.`
      : row.start
        ? `Its text began at ${formatMs(row.start.t)}; it was never visible.`
        : 'No text of it arrived.';
    box.append(
      element('div', { class: 'details-head' }, element('b', {}, name)),
      element('div', {}, text),
      ...refusedLines(row),
      ...attemptLines(timeline, row),
      ...checkLines(timeline, row),
      ...quirks.map((one) =>
        element('div', {}, 'Runtime: ', ...sentence(quirkWhy(one)), ' ', quirkLink(panel, one.quirk)),
      ),
      element('div', MORE, ...fieldActions(panel, shown.state, row)),
    );
  } else {
    const cause = causeSentence(asked.hold);
    const story = holdStory(timeline, row, asked.from, asked.hold.waitsFor);
    const quiet = silence(shown.metrics.stalls, asked.from, asked.to);
    const { at } = asked.hold;
    const goTo = at ? [sourceLink(panel, at)] : [];
    for (const link of goTo) link.prepend('Go to ');
    const lines = [
      element(
        'div',
        { class: 'details-head' },
        element('b', {}, name),
        ` ${asked.open ? 'is held for' : 'was held'} `,
        element('b', {}, asked.ms === 0 ? '< 1 read' : formatMs(asked.ms)),
        ` / ${count(asked.chars, 'char')}`,
      ),
      element('div', {}, ...sentence(cause)),
      element(
        'div',
        { class: 'dim' },
        ...sentence(story.sentence),
        quiet > 0 ? ` ${formatMs(quiet)} of it is a stall, not the attribute.` : '',
      ),
      ...refusedLines(row),
      ...attemptLines(timeline, row),
      ...checkLines(timeline, row),
      ...quirks.map((one) =>
        element('div', {}, 'Runtime: ', ...sentence(quirkWhy(one)), ' ', quirkLink(panel, one.quirk)),
      ),
    ];
    const words = [...lines.map((line) => line.textContent), at ? sourceName(at) : ''].join('\n').trim();
    const copy = element('button', { class: 'link', type: 'button' }, 'Copy explanation');
    copy.addEventListener('click', () => {
      navigator.clipboard
        .writeText(words)
        .catch(() => panel.send({ type: 'error', message: 'The explanation could not be copied.' }));
    });
    box.append(...lines);
    const attribute = attributeName(asked.hold);
    if (attribute !== null && at && timeline.finished) {
      const { blocker } = story;
      const only =
        asked.hold.cause === 'block-done' && blocker?.decl.at && typeof blocker.decl.key === 'string'
          ? { at: blocker.decl.at, name: blocker.decl.key }
          : null;
      const tries = whatIfActions(panel, row, { at, name: attribute, only });
      box.append(tries.element);
      refresh = tries.refresh;
    }
    box.append(element('div', MORE, ...goTo, copy, ...fieldActions(panel, shown.state, row)));
    box.setAttribute('aria-description', plain(cause));
  }
  const close = element(
    'button',
    { class: 'details-close', type: 'button', 'aria-label': 'Close', title: 'Close (Esc)' },
    element('span', { class: 'codicon codicon-close', 'aria-hidden': 'true' }),
  );
  close.addEventListener('click', () => panel.dispatch({ type: 'pick', row: row.id }));
  box.append(close);
  return refresh;
}
