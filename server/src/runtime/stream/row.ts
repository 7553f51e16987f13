/** A row of the timeline: what was last told about one node of the declared type, and what that was read from. */
import type { ClassType, Type } from '../../ir/schema';
import { stateOf, type Typed, type TypedClass } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { versionOf, type Raw } from '../json/raw';
import type { CompletionState, FieldChange, Hold, Path } from './frame';
import { sameHold } from './holds';
import type { Out, OutObject } from './out';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a row is about in one reading. */
export interface Node {
  readonly type: Type;
  readonly ty: Ty | null;
  readonly raw: Raw | null;
  readonly typed: Typed | null;
  /** Null when it is not in the snapshot. */
  readonly out: Out | null;
  readonly above: Hold | null;
}

/** What the parts of a value are: fields of a class, items, entries, parts of text that does not fit yet, or there are none. */
export type ReadAs = ClassType | 'list' | 'map' | 'text' | 'nothing';

export class Row {
  start: number | null = null;
  end: number | null = null;
  visible = false;
  state: CompletionState = 'pending';
  hold: Hold | null = null;
  children: Map<string | number, Row> | null = null;
  /** The class whose fields the children are. */
  shape: ClassType | null = null;
  type: Type | null = null;
  node: Node | null = null;
  /** Whether its text was closed when it was visited, and which version of it that was. */
  closed = false;
  version = 0;
  /** The fields that were visited last, when the row is about a class. */
  fields: SeenFields | null = null;
  settled: Settled | null = null;
  /** What the rows below it were visited as last, and from which text; and the frame in which it was visited itself. */
  readAs: ReadAs = 'nothing';
  readFrom: Raw | null = null;
  seen = -1;
  /** Its change in the frame being made. */
  change: Mutable<FieldChange> | null = null;
  frame = 0;
  readonly depth: number;
  constructor(
    readonly id: number,
    readonly parent: Row | null,
    readonly key: string | number | null,
    readonly owner: ClassType | null,
  ) {
    this.depth = parent === null ? 0 : parent.depth + 1;
  }

  get path(): Path {
    return this.parent === null || this.key === null ? [] : [...this.parent.path, this.key];
  }
}

/** How far the children of a list or map are done with, and for which nodes that holds. */
export interface Settled {
  raw: Raw;
  items: readonly Typed[] | null;
  outs: readonly (Out | null)[] | null;
  above: Hold | null;
  rawAt: number;
  typedAt: number;
  outAt: number;
}

/** What the fields of a class were read from when they were visited last. */
export interface SeenFields {
  readonly typed: TypedClass;
  readonly out: OutObject | null;
  readonly above: Hold | null;
  readonly raw: Raw | null;
  /** How many finished members of `raw` were looked at, and the field of the open one; -1 for none. */
  readonly read: number;
  readonly openAt: number;
}

/** Whether nothing about a row, or below it, can have changed since it was last visited. */
export function isSettled(row: Row, before: Node, now: Node): boolean {
  if (before.raw !== now.raw || before.typed !== now.typed || before.type !== now.type) return false;
  if (!sameHold(before.above, now.above)) return false;
  if (before.out !== now.out && !(isNull(before.out) && isNull(now.out))) return false;
  return now.raw === null || row.closed || (isContent(now.raw) && row.version === versionOf(now.raw));
}

/** Whether versions tell when a node reads differently. */
function isContent(raw: Raw): boolean {
  return raw.kind === 'string' || raw.kind === 'list' || raw.kind === 'object';
}

const isNull = (out: Out | null): boolean => out !== null && out.kind === 'leaf' && out.json === null;

/** The official completion state of what a row is about. */
export function stateFor(node: Node): CompletionState {
  const { typed, raw } = node;
  if (typed !== null && (typed.raw !== null || raw === null)) return stateOf(typed);
  if (raw === null) return 'pending';
  return raw.complete ? 'complete' : 'incomplete';
}
