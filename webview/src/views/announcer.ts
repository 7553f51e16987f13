/** What screen readers are told while a run goes on, gathered so that one sentence does not cut off another. */
import type { Announcements } from '../../../protocol/records';
import type { Timeline } from '../../../protocol/timeline';
import type { State } from '../model';
import { messageOf } from '../thrown';
import type * as Occasional from './occasional';

/** Between two announcements, and between two attempts to load their words, in milliseconds. */
const ANNOUNCE_EVERY = 2_000;
/** What comes anew with each key is told when no other has come for so long, in milliseconds. */
const QUIET = 1_000;

type Words = Pick<typeof Occasional, 'announcement' | 'milestones' | 'whatIfWords'>;

export interface Announcer {
  /** The timeline has changed. */
  changed(before: Timeline, after: Timeline, level: Announcements): void;
  /** Another reading of the answer is there, or none any more. */
  reread(state: State): void;
}

/**
 * Is given each change. Its words are asked for with the first: nothing is said before the first paint, so they need not be
 * there by then. Words that do not come are told to `failed` once and asked for again with a later change.
 */
export function announcer(
  say: (text: string) => void,
  failed: (message: string) => void,
  clock: () => number,
  load: () => Promise<Words> = () => import('./occasional'),
): Announcer {
  let pending: string[] = [];
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let words: Promise<Words> | null = null;
  let notBefore = -Infinity;
  let isTold = false;
  const gather = (sentences: (words: Words) => readonly string[]): void => {
    if (clock() < notBefore) return;
    words ??= load();
    words
      .then((come) => {
        const said = sentences(come);
        if (said.length === 0) return;
        pending.push(...said);
        const flush = (): void => {
          timer = null;
          last = clock();
          say(come.announcement(pending));
          pending = [];
        };
        timer ??= setTimeout(flush, Math.max(0, last + ANNOUNCE_EVERY - clock()));
      })
      .catch((error: unknown) => {
        words = null;
        notBefore = clock() + ANNOUNCE_EVERY;
        if (isTold) return;
        isTold = true;
        failed(messageOf(error));
      });
  };
  return {
    changed(before, after, level) {
      if (level !== 'off' && before !== after) gather(({ milestones }) => milestones(before, after, level));
    },
    reread(state) {
      clearTimeout(quiet);
      if (!state.whatIf || state.records.announcements === 'off') return;
      quiet = setTimeout(() => gather(({ whatIfWords }) => whatIfWords(state)), QUIET);
    },
  };
}
