/**
 * Rows that are done with, as a few numbers each: most rows of an answer are fields and items whose text is over and which nothing
 * will be said about any more. A row takes ten times as much, and has to be moved by the collector of garbage.
 */
import type { ClassType, Type } from '../../ir/schema';
import { Int32Column } from '../int32Column';
import type { CompletionState } from './frame';
import { Row } from './row';

const STATES: readonly CompletionState[] = ['pending', 'incomplete', 'complete'];
/** In `kinds`: two bits for the state, one for whether it is visible, and above them the kind. */
const KIND = 8;
const VISIBLE = 4;

/** What rows of the same field, or items of the same list, have in common. */
interface Kind {
  readonly type: Type;
  readonly owner: ClassType | null;
}

export class DoneRows {
  /** By id of the row; an offset is -1 where there is none. */
  private readonly starts = new Int32Column();
  private readonly ends = new Int32Column();
  private readonly facts = new Int32Column();
  private readonly kinds: Kind[] = [];
  private readonly kindOf = new Map<Type, number>();

  /** Takes what is known of a row that nothing is below of and that is not held; false when it can't. */
  put({ id, type, owner, start, end, visible, state }: Row): boolean {
    if (type === null) return false;
    let kind = this.kindOf.get(type);
    if (kind === undefined) {
      kind = this.kinds.push({ type, owner }) - 1;
      this.kindOf.set(type, kind);
    }
    if (this.kinds[kind]!.owner !== owner) return false;
    this.starts.set(id, start ?? -1);
    this.ends.set(id, end ?? -1);
    this.facts.set(id, kind * KIND + (visible ? VISIBLE : 0) + STATES.indexOf(state));
    return true;
  }

  /** The row again. */
  take(id: number, parent: Row, key: string | number): Row {
    const facts = this.facts.at(id);
    const { type, owner } = this.kinds[Math.floor(facts / KIND)]!;
    const row = new Row(id, parent, key, owner);
    const [start, end] = [this.starts.at(id), this.ends.at(id)];
    row.type = type;
    row.start = start < 0 ? null : start;
    row.end = end < 0 ? null : end;
    row.visible = (facts & VISIBLE) !== 0;
    row.state = STATES[facts % VISIBLE]!;
    return row;
  }
}
