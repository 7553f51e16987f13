/** The rows there are, and the changes to them that a frame tells. */
import type { ClassType, Schema, Type } from '../../ir/schema';
import type { CompletionState, FieldChange, FieldDecl, Hold } from './frame';
import { empty } from '../empty';
import type { Mutable } from '../plainMaker';
import { sameHold } from './holds';
import { RowChange, RowDecl } from './made';
import { DoneRows } from './doneRows';
import { Row, type Held } from './row';
import { attributeTexts, typeText, withoutNull } from './typeText';

interface Said {
  readonly owner: ClassType | null;
  readonly key: Row['key'];
  readonly text: string;
  readonly attributes: readonly string[];
  readonly at: FieldDecl['at'];
}

export class RowLog {
  readonly root: Row = new Row(0, null, null, null);
  /** The changes of the frame being made, in a list that is used for all frames: one that begins to grow takes room for many. */
  private readonly changes: FieldChange[] = [];
  private nextId = 1;
  /** Counts the frames. */
  frame = 0;
  /** The rows that the frame tells something about. */
  private readonly told: Row[] = [];
  /** Those without parts whose text was over when the frame visited them. */
  private readonly finished: Row[] = [];
  private readonly done = new DoneRows();
  private readonly said = new Map<Type, Said>();

  constructor(private readonly schema: Schema) {}

  /** Begins the next frame. */
  begin(): void {
    empty(this.changes);
    this.frame++;
    while (this.told.length > 0) this.told.pop()!.change = null;
    for (let at = 0; at < this.finished.length; at++) this.putAway(this.finished[at]!);
    empty(this.finished);
  }

  /** What the frame tells. */
  end(): FieldChange[] {
    const changes = this.changes.slice();
    empty(this.changes);
    return changes;
  }

  /** Gives a row its type, and tells it when that is new. */
  declare(row: Row, type: Type): void {
    if (row.type === type) return;
    row.type = type;
    const { text, attributes, at } = this.saidOf(type, row);
    const parent = row.parent?.id ?? null;
    const { key } = row;
    const decl = new RowDecl(parent, key, text, attributes, at);
    if (row.change !== null) row.change.decl = decl;
    else this.add(row, new RowChange(row.id, decl));
  }

  /** What is said of a type at its place, made once: the items of a list share theirs. */
  private saidOf(type: Type, { owner, key }: Row): Said {
    const known = this.said.get(type);
    if (known !== undefined && known.owner === owner && (owner === null || known.key === key)) return known;
    const bare = withoutNull(type);
    const field = owner?.fields.find((one) => one.name === key);
    const at = field?.source ?? ('name' in bare ? sourceOf(bare, this.schema) : undefined);
    const attributes = Object.freeze(attributeTexts(type, this.schema, owner));
    const said = { owner, key, text: typeText(type), attributes, at };
    this.said.set(type, said);
    return said;
  }

  private add(row: Row, change: Mutable<FieldChange>): void {
    row.change = change;
    this.told.push(row);
    this.changes.push(change);
  }

  /** The row of a part of another row; made when it is the first time. */
  child(row: Row, key: string | number, type: Type, owner: ClassType | null): Row {
    const held = row.childAt(key);
    let child = held === undefined ? undefined : this.rowOf(held, row, key);
    if (child === undefined || child.owner !== owner) {
      const former = child;
      child = new Row(former?.id ?? this.nextId++, row, key, owner);
      if (former !== undefined) {
        // What was told about it stays told when its field turns out to be that of another class.
        child.adopt(former);
        if (child.change !== null) this.told.push(child);
      }
      row.put(key, child, owner);
    }
    this.declare(child, type);
    return child;
  }

  /** The text of a row without parts is over: before the next frame it is put away, as long as it stays so. */
  finish(row: Row): void {
    row.node = null;
    if (row.hold === null) this.finished.push(row);
  }

  private putAway(row: Row): void {
    const { parent, key } = row;
    if (parent === null || key === null || row.node !== null || row.hold !== null || row.hasChildren) return;
    if (parent.childAt(key) === row && this.done.put(row)) parent.put(key, row.id, row.owner);
  }

  /** The row that a child is; one that was put away is a row again. */
  private rowOf(held: Held, parent: Row, key: string | number): Row {
    if (typeof held !== 'number') return held;
    const row = this.done.take(held, parent, key);
    parent.put(key, row, row.owner);
    return row;
  }

  /** Tells what is new about a row. */
  report(
    row: Row,
    start: number | null,
    end: number | null,
    visible: boolean,
    state: CompletionState,
    hold: Hold | null,
  ): void {
    const isSame = start === row.start && end === row.end && visible === row.visible && state === row.state;
    const isSameHold = sameHold(hold, row.hold);
    if (isSame && isSameHold) return;
    const started = row.change;
    const change: Mutable<FieldChange> = started ?? new RowChange(row.id);
    if (start !== row.start) change.start = row.start = start;
    if (end !== row.end) change.end = row.end = end;
    if (visible !== row.visible) change.visible = row.visible = visible;
    if (state !== row.state) change.state = row.state = state;
    if (!isSameHold) change.hold = row.hold = hold;
    if (started === null) this.add(row, change);
  }

  /** Tells that the value of a row is refused. */
  refuse(row: Row, reason: string): void {
    if (row.change === null) this.add(row, new RowChange(row.id));
    row.change!.refused = reason;
  }

  /** Tells that an item or entry is left out. */
  drop(row: Row, reason: string): void {
    if (row.change === null) this.add(row, new RowChange(row.id));
    row.change!.dropped = reason;
  }

  /** Rows of items that are no longer there: a later reading took them back. */
  retire(row: Row, size: number): void {
    for (let at = size; at < row.itemCount; at++) {
      const held = row.childAt(at);
      if (held !== undefined) this.resetTold(this.rowOf(held, row, at));
    }
  }

  /** Rows of the fields of another class, once the value turns out to be of class `shape`. */
  reshape(row: Row, shape: ClassType): void {
    if (row.shape === shape) return;
    row.shape = shape;
    row.eachChild((key, held) => {
      const child = this.rowOf(held, row, key);
      if (child.owner !== shape) this.resetTold(child);
    });
  }

  /**
   * The rows below `row` that were not visited in this frame: what they were about is not read there any more. `hold`: their
   * text stands where it stood and is withheld for that; undefined when it is not theirs any more.
   */
  leave(row: Row, hold: Hold | null | undefined): void {
    row.eachChild((key, held) => {
      const child = this.rowOf(held, row, key);
      if (child.seen === this.frame || isUntold(child)) return;
      if (hold === undefined) this.reset(child);
      else this.hide(child, hold);
    });
  }

  /** The rows below `row` do not count as visited in this frame, in which it will be visited once more. */
  unsee(row: Row): void {
    row.eachChild((key, held) => {
      this.rowOf(held, row, key).seen = -1;
    });
  }

  private hide(row: Row, hold: Hold | null): void {
    forget(row);
    const { start, end, state } = row;
    this.report(row, start, end, false, state, hold);
    row.eachChild((key, held) => {
      const child = this.rowOf(held, row, key);
      if (child.visible || child.hold !== null) this.hide(child, hold);
    });
  }

  private reset(row: Row): void {
    forget(row);
    this.report(row, null, null, false, 'pending', null);
    row.eachChild((key, held) => this.resetTold(this.rowOf(held, row, key)));
  }

  private resetTold(row: Row): void {
    if (!isUntold(row)) this.reset(row);
  }
}

/** Whether nothing is told about a row but that it is there. */
const isUntold = (row: Row): boolean =>
  row.start === null && !row.visible && row.state === 'pending' && row.hold === null;

/** Whatever the row is read as next, it and the rows below it are visited anew. */
function forget(row: Row): void {
  row.node = null;
  row.forgetBelow();
}

function sourceOf(type: Type & { name: string }, schema: Schema): FieldDecl['at'] {
  if (type.kind === 'class') return schema.classes[type.name]?.source;
  if (type.kind === 'enum') return schema.enums[type.name]?.source;
  return type.kind === 'alias' ? schema.aliases[type.name]?.source : undefined;
}
