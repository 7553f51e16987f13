/** What time it is in a run. */
import { lastTime } from '../../protocol/timeline';
import { isLive, type State } from './model';

/** Run time: what events told, carried on by the page's clock while more may come. */
export function timeNow(state: State, clock: number): number {
  const known = lastTime(state.timeline);
  const speed = state.timeline.started?.speed ?? 1;
  if (!isLive(state) || state.began === null || speed === 0) return known;
  return Math.max(known, (clock - state.began) * speed);
}
