/** A row of the timeline: what was last told about one node of the declared type, and what that was read from. */
import type { ClassType, Type } from '../../ir/schema';
import { stateOf, type Typed, type TypedClass } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { versionOf, type Raw } from '../json/raw';
import { plainMaker } from '../plainMaker';
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

/** A node is made for every visit (see `plainMaker.ts`). */
export const RowNode = plainMaker(function (
  this: Mutable<Node>,
  type: Type,
  ty: Ty | null,
  raw: Raw | null,
  typed: Typed | null,
  out: Out | null,
  above: Hold | null,
) {
  this.type = type;
  this.ty = ty;
  this.raw = raw;
  this.typed = typed;
  this.out = out;
  this.above = above;
});

/** What the parts of a value are: fields of a class, items, entries, parts of text that does not fit yet, or there are none. */
export type ReadAs = ClassType | 'list' | 'map' | 'text' | 'nothing';

class Below {
  children: Map<string | number, Row> | null = null;
  shape: ClassType | null = null;
  fields: SeenFields | null = null;
  members: SeenMembers | null = null;
  settled: Settled | null = null;
  readAs: ReadAs = 'nothing';
  readFrom: Raw | null = null;
}

export class Row {
  start: number | null = null;
  end: number | null = null;
  visible = false;
  state: CompletionState = 'pending';
  hold: Hold | null = null;
  type: Type | null = null;
  node: Node | null = null;
  /** Whether its text was closed when it was visited, and which version of it that was. */
  closed = false;
  version = 0;
  /** What there is to know when there are rows below it, which most rows have none of. */
  private below: Below | null = null;
  /** The frame in which it was visited. */
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

  get children(): Map<string | number, Row> | null {
    return this.below === null ? null : this.below.children;
  }

  /** The rows below it, made ready for more. */
  get ownChildren(): Map<string | number, Row> {
    const below = (this.below ??= new Below());
    return (below.children ??= new Map());
  }

  /** The class whose fields the children are. */
  get shape(): ClassType | null {
    return this.below === null ? null : this.below.shape;
  }

  set shape(shape: ClassType | null) {
    (this.below ??= new Below()).shape = shape;
  }

  /** The fields that were visited last, when the row is about a class. */
  get fields(): SeenFields | null {
    return this.below === null ? null : this.below.fields;
  }

  set fields(fields: SeenFields | null) {
    if (this.below !== null || fields !== null) (this.below ??= new Below()).fields = fields;
  }

  /** The same, while its text could not be read as the class. */
  get members(): SeenMembers | null {
    return this.below === null ? null : this.below.members;
  }

  set members(members: SeenMembers | null) {
    if (this.below !== null || members !== null) (this.below ??= new Below()).members = members;
  }

  get settled(): Settled | null {
    return this.below === null ? null : this.below.settled;
  }

  set settled(settled: Settled | null) {
    if (this.below !== null || settled !== null) (this.below ??= new Below()).settled = settled;
  }

  /** What the rows below it were visited as last. */
  get readAs(): ReadAs {
    return this.below === null ? 'nothing' : this.below.readAs;
  }

  /** And from which text; nobody asks while there are none. */
  get readFrom(): Raw | null {
    return this.below === null ? null : this.below.readFrom;
  }

  /** The rows below it were visited. */
  wasRead(as: ReadAs, from: Raw | null): void {
    if (this.below === null && as === 'nothing') return;
    const below = (this.below ??= new Below());
    below.readAs = as;
    below.readFrom = from;
  }

  /** Takes over what is below `other`. */
  adopt(other: Row): void {
    const { children } = other;
    if (children !== null) (this.below ??= new Below()).children = children;
  }

  /** Forgets what the rows below it were visited with: all of them are visited again. */
  forgetBelow(): void {
    if (this.below === null) return;
    this.below.fields = null;
    this.below.members = null;
    this.below.settled = null;
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
  typed: TypedClass;
  out: OutObject | null;
  above: Hold | null;
  raw: Raw | null;
  /** How many finished members of `raw` were looked at, and the field of the open one; -1 for none. */
  read: number;
  openAt: number;
}

/** Which finished members of an object have rows that are done with, while it cannot be read as class `decl`. */
export interface SeenMembers {
  readonly raw: Raw;
  readonly decl: ClassType;
  readonly above: Hold | null;
  /** By position of the field in the class: whether its row is done with. */
  readonly done: boolean[];
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
