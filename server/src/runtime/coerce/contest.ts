/** A choice among many readings that goes on while the text grows: what has been read is compared once. */
import { best, beats } from './choose';
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
  private successes = 0;

  enter(ty: Ty, result: Typed | Failure): void {
    this.size++;
    if (this.first.length < EXACT) this.first.push(result);
    if (result instanceof Refused) return;
    this.successes++;
    if (this.winner === null || beats(ty, result, this.winner)) this.winner = result;
  }

  /** The best of all entered and these. */
  best(ty: Ty, others: readonly (Typed | Failure)[]): Typed | Failure {
    if (this.size + others.length <= EXACT) return best(ty, [...this.first, ...others]);
    let { winner, successes } = this;
    for (const other of others) {
      if (other instanceof Refused) continue;
      successes++;
      if (winner === null || beats(ty, other, winner)) winner = other;
    }
    if (winner === null) return best(ty, [...this.first, ...others]);
    return withFlags(winner, Flag.FirstMatch, successes > 1 ? 2 : 1);
  }
}
