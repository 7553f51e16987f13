/** A long log on its way into a view: one text crosses processes and frames several times as fast as ten thousand objects. */
import type { RunEvent } from './run';

/** A log as it crosses: one of the two holds it. */
export interface Packed {
  readonly events: readonly RunEvent[];
  readonly packed?: string;
}

/** Fewer events are sent as they are. */
const MANY = 200;

export function packedEvents(events: readonly RunEvent[]): Packed {
  return events.length > MANY ? { events: [], packed: JSON.stringify(events) } : { events };
}

export function unpackedEvents({ events, packed }: Packed): readonly RunEvent[] {
  return packed === undefined ? events : (JSON.parse(packed) as readonly RunEvent[]);
}
