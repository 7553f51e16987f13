/**
 * The snapshots of an answer, one for every chunk: a number each. Whoever wants to keep them all keeps this, and is given a
 * snapshot when one is looked at.
 */
import { Int32Column } from '../int32Column';
import type { Snapshot, Snapshots } from './engine';
import type { History } from './history';
import type { Owed } from './owed';

export class SnapshotLog implements Snapshots {
  /** Per chunk: the moment of the history, or -1 minus the place of a refusal. */
  private readonly moments = new Int32Column();
  private readonly refusals: Snapshot[] = [];
  private refusal: string | null = null;

  /** Snapshots that nobody has asked for yet, which are all the same; and what makes them, which knows the whole engine. */
  private owed = 0;
  private debt: Owed | null = null;

  constructor(private readonly history: History) {}

  get length(): number {
    return this.moments.length + this.owed;
  }

  /** The snapshot after one more chunk will be made when it is asked for. */
  owe(debt: Owed): void {
    this.debt = debt;
    this.owed++;
  }

  /** What is owed is what is in force now. */
  pay(refusal: string | null): void {
    this.debt = null;
    for (; this.owed > 0; this.owed--) this.add(refusal);
  }

  /** What is in force now is the snapshot after one more chunk; `refusal`: why there is no value. */
  add(refusal: string | null): void {
    if (refusal === null) {
      this.moments.push(this.history.moment);
      return;
    }
    if (refusal !== this.refusal) this.refusals.push({ kind: 'refusal', message: refusal });
    this.refusal = refusal;
    this.moments.push(-this.refusals.length);
  }

  at(index: number): Snapshot {
    if (index >= this.moments.length) this.debt?.pay();
    const moment = this.moments.at(index);
    return moment < 0 ? this.refusals[-1 - moment]! : this.history.at(moment);
  }
}
