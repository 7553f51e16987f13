/** A row of the timeline: what was last told about one node of the declared type, and what that was read from. */
import type { ClassType, Type } from '../../ir/schema';
import { stateOf, type Typed, type TypedClass } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { versionOf, type Raw } from '../json/raw';
import { plainMaker, type Mutable } from '../plainMaker';
import type { CompletionState, FieldChange, Hold, Path } from './frame';
import { sameHold } from './holds';
import type { Out, OutObject } from './out';

/** What a row is about in one reading. */
export interface Node {
  readonly type: Type;
  readonly ty: Ty | null;
  readonly raw: Raw | null;
  readonly typed: Typed | null;
  /** Null when it is not in the snapshot. */
  readonly out: Out | null;
  readonly above: Hold | null;
  /** Whether the text was closed, and which version of it that was. */
  readonly closed: boolean;
  readonly version: number;
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
  this.closed = raw !== null && raw.closed;
  this.version = raw === null ? 0 : versionOf(raw);
});

/** What the parts of a value are: fields of a class, items, entries, parts of text that does not fit yet, or there are none. */
export type ReadAs = ClassType | 'list' | 'map' | 'text' | 'nothing';

/** A row, or the id of one that is done with (`rowLog.ts` knows the rest). */
export type Held = Row | number;

/** What there is to know when there are rows below one, which most rows have none of. */
class Below {
  /** Items by their place; fields of the class that `names` are of, by their place in it. */
  list: (Held | undefined)[] = NO_ROWS;
  names: Fields | null = null;
  /** One more than the last place of an item. */
  items = 0;
  /** Entries of a map, and what has no place in `list`. */
  others: Map<string | number, Held> | null = null;
  shape: ClassType | null = null;
  fields: SeenFields | null = null;
  members: SeenMembers | null = null;
  settled: Settled | null = null;
  readAs: ReadAs = 'nothing';
  readFrom: Raw | null = null;
  constructor(readonly depth: number) {}
}

/** Never added to. */
const NO_ROWS: undefined[] = [];

/** The fields of a class by their place in it, and the places by name. */
interface Fields {
  readonly list: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

const known = new WeakMap<ClassType, Fields>();

function fieldsOf(decl: ClassType): Fields {
  let fields = known.get(decl);
  if (fields === undefined) {
    const list = decl.fields.map(({ name }) => name);
    known.set(decl, (fields = { list, places: new Map(list.map((name, at) => [name, at])) }));
  }
  return fields;
}

export class Row {
  start: number | null = null;
  end: number | null = null;
  visible = false;
  state: CompletionState = 'pending';
  hold: Hold | null = null;
  type: Type | null = null;
  node: Node | null = null;
  private below: Below | null = null;
  /** The frame in which it was visited. */
  seen = -1;
  /** Its change in the frame being made. */
  change: Mutable<FieldChange> | null = null;
  constructor(
    readonly id: number,
    readonly parent: Row | null,
    readonly key: string | number | null,
    readonly owner: ClassType | null,
  ) {}

  get depth(): number {
    if (this.below !== null) return this.below.depth;
    return this.parent === null ? 0 : this.parent.depth + 1;
  }

  private get ownBelow(): Below {
    return (this.below ??= new Below(this.depth));
  }

  get hasChildren(): boolean {
    const { below } = this;
    return below !== null && (below.list.length > 0 || below.others !== null);
  }

  /** How many items there have been. */
  get itemCount(): number {
    return this.below === null ? 0 : this.below.items;
  }

  childAt(key: string | number): Held | undefined {
    const { below } = this;
    if (below === null) return undefined;
    const place = typeof key === 'number' ? (below.names === null ? key : undefined) : below.names?.places.get(key);
    const held = place === undefined ? undefined : below.list[place];
    return held ?? below.others?.get(key);
  }

  /** Puts a row, or its id, at `key`. `owner`: the class it is a field of. */
  put(key: string | number, child: Held, owner: ClassType | null): void {
    const below = this.ownBelow;
    if (below.list === NO_ROWS) {
      if (owner !== null) below.names = fieldsOf(owner);
      below.list = owner === null ? [] : new Array<Held | undefined>(owner.fields.length);
    }
    if (typeof key === 'number' && key >= below.items) below.items = key + 1;
    const { list, names } = below;
    const place = typeof key === 'number' ? (names === null ? key : -1) : (names?.places.get(key) ?? -1);
    if (place >= 0 && place <= list.length) list[place] = child;
    else (below.others ??= new Map<string | number, Held>()).set(key, child);
  }

  /** Calls `visit` with every child there is. */
  eachChild(visit: (key: string | number, child: Held) => void): void {
    const { below } = this;
    if (below === null) return;
    const { list, names, others } = below;
    for (let at = 0; at < list.length; at++) {
      const child = list[at];
      if (child !== undefined) visit(names === null ? at : names.list[at]!, child);
    }
    if (others !== null) for (const [key, child] of others) visit(key, child);
  }

  /** There will hardly be more rows below it: their list is as long as they are. */
  trim(): void {
    if (this.below !== null && this.below.names === null) this.below.list = this.below.list.slice();
  }

  /** The class whose fields the children are. */
  get shape(): ClassType | null {
    return this.below === null ? null : this.below.shape;
  }

  set shape(shape: ClassType | null) {
    this.ownBelow.shape = shape;
  }

  /** The fields that were visited last, when the row is about a class. */
  get fields(): SeenFields | null {
    return this.below === null ? null : this.below.fields;
  }

  set fields(fields: SeenFields | null) {
    if (this.below !== null || fields !== null) this.ownBelow.fields = fields;
  }

  /** The same, while its text could not be read as the class. */
  get members(): SeenMembers | null {
    return this.below === null ? null : this.below.members;
  }

  set members(members: SeenMembers | null) {
    if (this.below !== null || members !== null) this.ownBelow.members = members;
  }

  get settled(): Settled | null {
    return this.below === null ? null : this.below.settled;
  }

  set settled(settled: Settled | null) {
    if (this.below !== null || settled !== null) this.ownBelow.settled = settled;
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
    const below = this.ownBelow;
    below.readAs = as;
    below.readFrom = from;
  }

  /** Takes over what was told about `other`, and what is below it. */
  adopt(other: Row): void {
    this.start = other.start;
    this.end = other.end;
    this.visible = other.visible;
    this.state = other.state;
    this.hold = other.hold;
    this.change = other.change;
    const { below } = other;
    if (below === null) return;
    const { ownBelow } = this;
    ownBelow.list = below.list;
    ownBelow.names = below.names;
    ownBelow.others = below.others;
    ownBelow.items = below.items;
  }

  /** Forgets what the rows below it were visited with: all of them are visited again. */
  forgetBelow(): void {
    if (this.below === null) return;
    this.below.fields = null;
    this.below.members = null;
    this.below.settled = null;
  }

  get path(): Path {
    const path: (string | number)[] = [];
    if (this.key !== null) path.push(this.key);
    for (let row = this.parent; row !== null && row.key !== null; row = row.parent) path.push(row.key);
    return path.reverse();
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

/** Where the fields of class `decl` stand in an object that cannot be read as it, and which rows are done with. */
export interface SeenMembers {
  readonly raw: Raw;
  readonly decl: ClassType;
  readonly above: Hold | null;
  /** By position of the field in the class: the number of its member; -1 while there is none, `DONE` when its row is done with. */
  readonly at: number[];
  /** How many members were searched for those that were missing. */
  searched: number;
  /** The key of the last one. */
  lastKey: string | undefined;
  /** How many members were finished then, and the row of the open one; null when it has none, or several. */
  finished: number;
  open: Row | null;
}

/** Of a field whose row is not visited again. */
export const DONE = -2;

/** Whether nothing about a row, or below it, can have changed since it was last visited. */
export function isSettled(before: Node, now: Node): boolean {
  if (before.raw !== now.raw || before.typed !== now.typed || before.type !== now.type) return false;
  if (!sameHold(before.above, now.above)) return false;
  if (before.out !== now.out && !(isNull(before.out) && isNull(now.out))) return false;
  return now.raw === null || before.closed || (isContent(now.raw) && before.version === versionOf(now.raw));
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
