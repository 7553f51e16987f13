/** What the run ended with, or why it cannot begin, in a sentence; and what the editor has to say. */
import type { Outcome, RunFailure, RunProblem, SourceLocation } from '../../../protocol/run';
import { stopReason } from '../../../protocol/runOptions';
import type { Timeline } from '../../../protocol/timeline';
import { count, formatMs, oneLine } from '../../../protocol/words';
import { element, icon, setHidden } from '../ui/element';
import { parserLink, sourceLink } from './location';
import { refusedList, wholeMessage } from './refusals';
import type { Panel, Shown, View } from './view';

export function banner(panel: Panel): View {
  const box = element('div', { class: 'banners', role: 'toolbar', 'aria-label': 'Messages' });
  let of: unknown[] = [];
  return {
    element: box,
    render({ state }) {
      const { finished } = state.timeline;
      const problems = state.timeline.run === null || finished?.outcome.kind === 'refused' ? blockers(state) : [];
      const now = [finished, state.notice, problems[0]];
      if (now.every((item, i) => item === of[i]) && of.length > 0) return;
      of = now;
      box.replaceChildren();
      if (state.notice) box.append(noticeBanner(panel, state.notice));
      if (finished) box.append(...outcomeBanner(panel, state.timeline, finished.outcome));
      else if (problems.length > 0) box.append(refusedBanner(panel, problems));
      setHidden(box, box.childElementCount === 0);
    },
  };
}

function blockers(state: Shown['state']): readonly RunProblem[] {
  const info = state.functions.find(
    (f) => f.name === state.selection?.function && f.project === state.selection.project,
  );
  return info?.problems ?? [];
}

function line(kind: 'neutral' | 'bad', iconName: string, ...content: (Node | string)[]): HTMLElement {
  return element(
    'div',
    { class: `banner ${kind}` },
    icon(iconName),
    element('div', { class: 'banner-text' }, ...content),
    element('div', { class: 'banner-actions' }),
  );
}

/** What can be done about it, after its words. */
function offer(banner: HTMLElement, ...links: HTMLElement[]): void {
  banner.lastElementChild!.append(...links);
}

function noticeBanner(panel: Panel, notice: { severity: 'info' | 'error'; message: string }): HTMLElement {
  const close = element('button', { class: 'link', type: 'button' }, 'Dismiss');
  close.addEventListener('click', () => panel.dispatch({ type: 'dismiss' }));
  const made = line(
    notice.severity === 'error' ? 'bad' : 'neutral',
    notice.severity === 'error' ? 'error' : 'info',
    notice.message,
  );
  offer(made, close);
  made.setAttribute('role', notice.severity === 'error' ? 'alert' : 'status');
  return made;
}

function outcomeBanner(panel: Panel, timeline: Timeline, outcome: Outcome): HTMLElement[] {
  switch (outcome.kind) {
    case 'completed':
      return (outcome.warnings ?? []).map((warning) => line('neutral', 'warning', warning));
    case 'refused':
      return [refusedBanner(panel, outcome.problems)];
    case 'cancelled': {
      const closed = outcome.forced
        ? '; nobody waited for the connection to close'
        : outcome.closedAfter === undefined
          ? ''
          : `; connection closed in ${formatMs(outcome.closedAfter)}`;
      const tokens = Math.round(timeline.text.length / 4);
      const cost =
        timeline.started?.source === 'live' && tokens > 0 ? `; ~${tokens} output tokens may be billed (est.)` : '';
      return [
        withActions(
          panel,
          line(
            'neutral',
            'circle-slash',
            `${outcome.stopped ? `Ended by a rule: ${stopReason(outcome.stopped)}. ` : ''}Stopped at ${formatMs(timeline.finished!.t)} after ${count(timeline.text.length, 'char')}${closed}${cost}.`,
          ),
        ),
      ];
    }
    case 'failed':
      return [withActions(panel, failureBanner(panel, timeline, outcome.error))];
  }
}

/** Of more values that are refused these are told at once; Final tells the others. */
const MOST_REFUSED = 3;

function failureBanner(panel: Panel, timeline: Timeline, error: RunFailure): HTMLElement {
  const facts = [error.status === undefined ? null : `HTTP ${error.status}`, error.url].filter(
    (f) => f !== null && f !== undefined,
  );
  const made = line('bad', 'error', element('span', {}, oneLine(error.message)));
  const text = made.querySelector('.banner-text')!;
  if (facts.length > 0 && !facts.every((f) => error.message.includes(f)))
    text.append(' ', element('span', { class: 'dim' }, facts.join(' · ')));
  text.append(...refusedList(panel, timeline, MOST_REFUSED));
  if (error.hint) text.append(element('div', { class: 'hint' }, error.hint));
  text.append(...wholeMessage(error.message));
  if (error.body)
    text.append(
      element('details', {}, element('summary', {}, 'What the provider answered'), element('pre', {}, error.body)),
    );
  if (error.kind === 'validation') offer(made, parserLink(panel));
  if (error.at) offer(made, sourceLink(panel, error.at));
  return made;
}

function refusedBanner(panel: Panel, problems: readonly RunProblem[]): HTMLElement {
  const item = (problem: { message: string; at?: SourceLocation }): HTMLElement =>
    element('li', {}, problem.message, ' ', problem.at ? sourceLink(panel, problem.at) : null);
  const shown = problems.slice(0, 5).map(item);
  const more = problems.length - shown.length;
  return line(
    'bad',
    'error',
    element(
      'span',
      {},
      problems.length === 1
        ? 'This function cannot be run:'
        : `This function cannot be run, for ${problems.length} reasons:`,
    ),
    element('ul', {}, ...shown, more > 0 ? element('li', {}, `and ${more} more`) : ''),
  );
}

function withActions(panel: Panel, made: HTMLElement): HTMLElement {
  const save = element('button', { class: 'link', type: 'button' }, 'Save recording');
  save.addEventListener('click', () => panel.dispatch({ type: 'save' }));
  const again = element('button', { class: 'link', type: 'button' }, 'Run again');
  again.addEventListener('click', () => panel.dispatch({ type: 'run' }));
  offer(made, save, again);
  return made;
}
