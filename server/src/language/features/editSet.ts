/** Edits that can be made together: no two of them change the same text. */
import type { Span, TextEdit } from '../diagnostic';

export class EditSet {
  /** By file, in the order in which they are made: by position, insertions before a change of what follows them. */
  private readonly byUri = new Map<string, TextEdit[]>();
  private readonly known = new Set<string>();

  /** Takes all of the edits, or none when one of them changes text that is changed differently already. */
  add(edits: readonly TextEdit[]): boolean {
    const fresh = edits.filter((edit) => !this.known.has(keyOf(edit)));
    if (fresh.some((edit) => conflicts(this.byUri.get(edit.uri) ?? [], edit.span))) return false;
    for (const edit of fresh) {
      this.known.add(keyOf(edit));
      let list = this.byUri.get(edit.uri);
      if (!list) this.byUri.set(edit.uri, (list = []));
      list.splice(
        firstAt(
          list,
          ({ start, end }) => start > edit.span.start || (start === edit.span.start && end > edit.span.end),
        ),
        0,
        edit,
      );
    }
    return true;
  }

  get edits(): readonly TextEdit[] {
    return [...this.byUri.values()].flat();
  }
}

function keyOf({ uri, span, newText }: TextEdit): string {
  return `${span.start} ${span.end} ${uri} ${newText}`;
}

/** Spans of a list do not overlap, so their ends ascend as well: only the last one that starts before the end counts. */
function conflicts(list: readonly TextEdit[], { start, end }: Span): boolean {
  const before = list[firstAt(list, (other) => other.start >= end) - 1];
  return before !== undefined && before.span.end > start;
}

/** The index of the first edit whose span is beyond; the length when there is none. */
function firstAt(list: readonly TextEdit[], beyond: (span: Span) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beyond(list[middle]!.span)) high = middle;
    else low = middle + 1;
  }
  return low;
}
