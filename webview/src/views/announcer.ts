/** What screen readers are told while a run goes on, gathered so that one sentence does not cut off another. */
import type { Announcements } from '../../../protocol/records';
import type { Timeline } from '../../../protocol/timeline';
import { messageOf } from '../thrown';
import type * as Occasional from './occasional';

/** Between two announcements, and between two attempts to load their words, in milliseconds. */
const ANNOUNCE_EVERY = 2_000;

type Words = Pick<typeof Occasional, 'announcement' | 'milestones'>;

/**
 * Is given each change of the timeline. Its words are asked for with the first: nothing is said before the first paint, so they need not be
 * there by then. Words that do not come are told to `failed` once and asked for again with a later change.
 */
export function announcer(
  say: (text: string) => void,
  failed: (message: string) => void,
  clock: () => number,
  load: () => Promise<Words> = () => import('./occasional'),
): (before: Timeline, after: Timeline, level: Announcements) => void {
  let pending: string[] = [];
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let words: Promise<Words> | null = null;
  let notBefore = -Infinity;
  let isTold = false;
  return (before, after, level) => {
    if (level === 'off' || before === after || clock() < notBefore) return;
    words ??= load();
    words
      .then(({ announcement, milestones }) => {
        const said = milestones(before, after, level);
        if (said.length === 0) return;
        pending.push(...said);
        const flush = (): void => {
          timer = null;
          last = clock();
          say(announcement(pending));
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
}
