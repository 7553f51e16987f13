import { rowOf, valueOfRow, type Row, type Timeline } from './timelineState';
import type { Value } from './value';

/**
 * The parts of one snapshot by row. Each is found from that of the row around it, so that asking for every row of a frame costs no more
 * than there are rows, however deep they are.
 */
export class RowValues {
  private readonly found = new Map<number, Value | undefined>();

  /** `timeline` may grow meanwhile; when a row becomes another's, everything has to be forgotten. */
  constructor(
    private readonly timeline: Timeline,
    readonly whole: Value | undefined,
  ) {}

  of(row: Row): Value | undefined {
    const chain: Row[] = [];
    let at: Row | undefined = row;
    while (at && !this.found.has(at.id) && chain.length <= this.timeline.rows.length) {
      chain.push(at);
      at = at.decl.parent === null ? undefined : rowOf(this.timeline, at.decl.parent);
    }
    const isFound = at !== undefined && this.found.has(at.id);
    let value = isFound ? this.found.get(at!.id) : this.whole;
    // Of rows whose outermost is not the root more may become known.
    const isCertain = isFound || chain.at(-1)?.decl.parent === null;
    for (let i = chain.length - 1; i >= 0; i--) {
      value = valueOfRow(chain[i]!, value);
      if (isCertain) this.found.set(chain[i]!.id, value);
    }
    return value;
  }

  forget(): void {
    this.found.clear();
  }
}
