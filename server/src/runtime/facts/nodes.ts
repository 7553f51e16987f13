/** The values of an answer, one for each row of the timeline: where their text stands, and when it came, showed and was complete. */
import type { Json } from '../../ir/json';
import type { CompletionState, FieldChange, FieldDecl, Frame, Hold, Path } from '../stream/frame';
import type { Mutable } from '../plainMaker';
import { partAt } from '../quirks/difference';

/** A chunk, by its index, and when it came: milliseconds since the request was sent. */
export interface Arrival {
  readonly chunk: number;
  readonly t: number;
}

export interface NodeFacts {
  readonly path: Path;
  /** As written in BAML, without attributes. */
  readonly type: string;
  /** What the program sees; undefined when nothing stands there. */
  readonly value: Json | undefined;
  readonly visible: boolean;
  /** The official completion state. */
  readonly state: CompletionState;
  /** Whether the end of its text was really seen. */
  readonly closed: boolean;
  /** Where its text stands; the end is null while it is open. Null when no text belongs to it. */
  readonly span: readonly [from: number, to: number | null] | null;
  readonly hold: Hold | null;
  readonly firstText: Arrival | null;
  readonly firstVisible: Arrival | null;
  /** Since when it has been both visible and closed. */
  readonly complete: Arrival | null;
}

interface Row extends Mutable<Omit<FieldChange, 'id' | 'decl'>> {
  decl: FieldDecl;
  firstText: Arrival | null;
  firstVisible: Arrival | null;
  complete: Arrival | null;
}

export class NodeLog {
  private readonly rows = new Map<number, Row>();
  private chunks = 0;
  private last: Arrival = { chunk: 0, t: 0 };

  /** Takes the next frame. */
  take({ chunk, fields }: Pick<Frame, 'chunk' | 'fields'>): void {
    this.last = { chunk: this.chunks++, t: chunk.t };
    this.update(fields);
  }

  /** Takes what the end of the text changes; it comes with no chunk. */
  finish(fields: readonly FieldChange[]): void {
    this.update(fields);
  }

  /** All values so far, in the order in which they were met. `value`: the whole value now. */
  nodes(value: Json | undefined): NodeFacts[] {
    return [...this.rows].map(([id, row]) => {
      const path = this.pathOf(id);
      const { decl, start = null, end = null, visible = false, state = 'pending', hold = null } = row;
      const { firstText, firstVisible, complete } = row;
      const span = start === null ? null : ([start, end] as const);
      const seen = { value: partAt(value, path), visible, state, closed: end !== null, span, hold };
      return { path, type: decl.type, ...seen, firstText, firstVisible, complete };
    });
  }

  private update(fields: readonly FieldChange[]): void {
    for (const { id, decl, ...change } of fields) {
      let row = this.rows.get(id);
      if (row === undefined) {
        if (decl === undefined) continue;
        this.rows.set(id, (row = { decl, firstText: null, firstVisible: null, complete: null }));
      }
      Object.assign(row, decl === undefined ? change : { ...change, decl });
      if (change.start === null) row.end = null;
      if (typeof row.start === 'number') row.firstText ??= this.last;
      if (row.visible === true) row.firstVisible ??= this.last;
      if (row.visible === true && typeof row.end === 'number') row.complete ??= this.last;
      else row.complete = null;
    }
  }

  private pathOf(id: number | null): Path {
    const row = id === null ? undefined : this.rows.get(id);
    return row === undefined || row.decl.key === null ? [] : [...this.pathOf(row.decl.parent), row.decl.key];
  }
}
