/** Whose turn it is among the children of a round-robin. */
import type { RunHost } from '../runtime/host';

/** Turns as long as the server lives: an edited project goes on where it was. */
export function takeTurns(): RunHost['nextTurn'] {
  const next = new Map<string, number>();
  return (turns, children, start) => {
    const turn = next.get(turns) ?? start ?? Math.floor(Math.random() * children);
    next.set(turns, turn + 1);
    return turn % children;
  };
}
