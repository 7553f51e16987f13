/** *What the program receives*: the run on screen folded as it arrived, and as it was handed over. */
import { metrics, type Metrics } from '../../protocol/metrics';
import { eventsOf, NOTHING_RECEIVED, receive } from '../../protocol/received';
import type { RunEvent } from '../../protocol/run';
import { EMPTY, fold, frameAt, type Timeline } from '../../protocol/timeline';
import type { State } from './model';
import { atTime } from './navigate';

/** The state with the next event folded into what is on screen, and into what arrived where that is something else. */
export function folded(state: Pick<State, 'timeline' | 'asArrived' | 'receiving'>, event: RunEvent): typeof state {
  const { timeline, asArrived, receiving } = state;
  if (!asArrived) return { timeline: fold(timeline, event), asArrived, receiving };
  const whole = fold(asArrived, event);
  if (whole === asArrived) return state;
  const next = receive(receiving, [event]);
  return { timeline: next.events.reduce(fold, timeline), asArrived: whole, receiving: next.receiving };
}

/** The other of the two views, at the same time and with the same rows chosen. */
export function toggleReceived(state: State): State {
  const { asArrived, timeline, cursor } = state;
  // Frames of one are none of the other.
  const look = { ...state.look, range: null, loop: false, playing: null };
  if (asArrived)
    return {
      ...state,
      timeline: asArrived,
      asArrived: null,
      cursor: sameTime(timeline, asArrived, cursor),
      pinned: null,
      look,
    };
  const { receiving, events } = receive(NOTHING_RECEIVED, eventsOf(timeline));
  const seen = events.reduce(fold, EMPTY);
  // Attempts that failed, and where the log of events stands, are the run's, not the view's.
  const shown = { ...seen, failedAttempts: timeline.failedAttempts, shape: timeline.shape + 1 };
  return {
    ...state,
    timeline: shown,
    asArrived: timeline,
    receiving,
    cursor: sameTime(timeline, shown, cursor),
    pinned: null,
    look,
  };
}

/** Figures of what is on screen: with the deliveries, chunks stay those that arrived, and snapshots are what was handed over. */
export function shownMetrics({ asArrived, timeline, now }: State, of: Metrics): Metrics {
  if (!asArrived) return of;
  const { chunks, tokens } = metrics(asArrived, now);
  const { items, length } = timeline.handed;
  let snapshots = 0;
  for (let i = 0; i < length; i++) if (items[i]!.kind === 'partial') snapshots++;
  return { ...of, chunks, tokens, snapshots, noOps: 0 };
}

function sameTime(from: Timeline, to: Timeline, cursor: number | null): number | null {
  if (cursor === null || cursor < 0) return cursor;
  return atTime(to, frameAt(from, cursor)?.frame.chunk.t ?? 0);
}
