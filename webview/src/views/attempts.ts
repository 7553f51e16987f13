/** The attempts of a run with a retry policy or several clients: each that failed, why, and how long the next one waited. */
import type { AttemptStart } from '../../../protocol/run';
import { isBetweenAttempts, type AbandonedAttempt, type Timeline } from '../../../protocol/timeline';
import { count, formatMs } from '../../../protocol/words';
import { element, icon, setHidden } from '../ui/element';
import type { View } from './view';

export function attemptList(): View {
  const box = element('ol', { class: 'attempts', 'aria-label': 'Attempts' });
  let of: readonly unknown[] = [];
  return {
    element: box,
    render({ state: { timeline } }) {
      const now = [timeline.run, timeline.failedAttempts.length, timeline.attempt];
      if (now.every((item, i) => item === of[i]) && of.length > 0) return;
      of = now;
      // One attempt that did not fail is just the run.
      setHidden(box, timeline.failedAttempts.length === 0);
      box.replaceChildren(...(timeline.failedAttempts.length ? lines(timeline) : []));
    },
  };
}

/** After so many, those in the middle are counted. */
const MOST_SHOWN = 20;

function lines(timeline: Timeline): HTMLElement[] {
  const { failedAttempts, attempt } = timeline;
  const { items, length } = failedAttempts;
  const shown = items.slice(Math.max(0, length - MOST_SHOWN), length);
  const hidden = length - shown.length;
  return [
    ...(hidden ? [element('li', { class: 'attempt dim' }, `${count(hidden, 'attempt')} before these failed too`)] : []),
    ...shown.map(failedLine),
    ...(attempt
      ? [
          element(
            'li',
            { class: 'attempt' },
            icon('arrow-small-right'),
            element('span', {}, lastWords(timeline, attempt)),
          ),
        ]
      : []),
  ];
}

function failedLine({ attempt, failed, text }: AbandonedAttempt): HTMLElement {
  const line = element(
    'li',
    { class: 'attempt' },
    icon('error'),
    element('span', {}, `${title(attempt)} failed after ${formatMs(failed.t - attempt.t)}: ${failed.error.message}`),
    element('span', { class: 'dim' }, failed.delayMs > 0 ? `waited ${formatMs(failed.delayMs)}` : ''),
  );
  if (text) {
    const summary = element('summary', {}, `${count(text.length, 'char')} had arrived, no part of the answer`);
    line.append(element('details', {}, summary, element('pre', {}, text)));
  }
  return line;
}

function title({ number, client }: AttemptStart): string {
  return `Attempt ${number}, ${client.name}`;
}

/** Of the attempt that goes on or ended the run: every field on screen is of it, because partial values begin anew with each attempt. */
function lastWords(timeline: Timeline, attempt: AttemptStart): string {
  if (isBetweenAttempts(timeline)) return 'The next attempt has not begun yet';
  return `${title(attempt)}: all fields are from it`;
}
