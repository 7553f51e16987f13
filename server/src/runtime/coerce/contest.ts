/** A choice among many readings that goes on while the text grows: what has been read is compared once. */
import { beats, best, picked } from './choose';
import type { Failure } from './failure';
import { Failure as Refused } from './failure';
import { Flag, withFlags, type Typed } from './typed';
import type { Ty } from './types';

/** Up to so many readings are sorted as the official runtime does it; of more, only the winner is remembered. */
const EXACT = 20;

export class Contest {
  /** How many readings have been entered. */
  size = 0;
  private readonly first: (Typed | Failure)[] = [];
  private winner: Typed | null = null;
  /** The place of the winner. */
  private at = -1;

  enter(ty: Ty, result: Typed | Failure): void {
    const at = this.size++;
    if (this.first.length < EXACT) this.first.push(result);
    if (result instanceof Refused || (this.winner !== null && !beats(ty, result, this.winner))) return;
    this.winner = result;
    this.at = at;
  }

  /** The best of all entered and these. */
  best(ty: Ty, others: readonly (Typed | Failure)[]): Typed | Failure {
    if (this.size + others.length <= EXACT) return best(ty, [...this.first, ...others]);
    let { winner, at } = this;
    others.forEach((other, index) => {
      if (other instanceof Refused || (winner !== null && !beats(ty, other, winner))) return;
      winner = other;
      at = this.size + index;
    });
    if (winner === null) return best(ty, [...this.first, ...others]);
    return withFlags(picked(ty, winner, at), Flag.FirstMatch, 1);
  }
}
