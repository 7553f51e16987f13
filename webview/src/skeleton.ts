/** What a front end would show of a partial answer: a card with a line for each value. How often it moves: `protocol/layoutShifts.ts`. */
import { lastWhere } from '../../protocol/persistent';
import { childrenInOrder } from '../../protocol/layoutShifts';
import { rowOf, type Row, type Timeline } from '../../protocol/timeline';

export interface SkeletonLine {
  readonly key: string;
  readonly row: number;
  readonly depth: number;
  readonly kind: 'heading' | 'item' | 'field';
  readonly label: string;
  /** Whether code sees a value: otherwise a placeholder stands there. */
  readonly visible: boolean;
  /** Its value can still grow or change. */
  readonly open: boolean;
  /** Its text has ended, or the run has, and there is no value: it stays empty. */
  readonly empty: boolean;
}

/** More lines say no more. */
const MOST_LINES = 400;

/** The card at a frame, in the order of the schema. */
export function skeletonLines(timeline: Timeline, frame: number): readonly SkeletonLine[] {
  const lines: SkeletonLine[] = [];
  const visit = (row: Row, depth: number): void => {
    if (lines.length >= MOST_LINES) return;
    const { key } = row.decl;
    const isItem = typeof key === 'number';
    const visible = isVisibleAt(row, frame);
    // An item that is not there yet takes no room: nobody knows how many will come.
    if (isItem && !visible) return;
    if (depth > 0) {
      const kind = isItem ? 'item' : row.children.length > 0 || row.decl.type.endsWith('[]') ? 'heading' : 'field';
      const open = row.complete === null || row.complete.frame > frame;
      const label = isItem ? `${key + 1}` : String(key);
      const isOver = timeline.finished !== null && frame >= timeline.frames.length - 1;
      const empty = !visible && (isOver || (row.end !== null && row.end.frame <= frame && row.held === null));
      lines.push({ key: `ui ${row.id}`, row: row.id, depth, kind, label, visible, open, empty });
    }
    for (const child of childrenInOrder(timeline, row)) visit(child, depth + 1);
  };
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  if (root) visit(root, 0);
  return lines;
}

function isVisibleAt(row: Row, frame: number): boolean {
  const at = lastWhere(row.visibility, (change) => change.frame <= frame);
  return at >= 0 && row.visibility.items[at]!.visible;
}
