/**
 * The rows of the timeline: one per node of the declared type that exists so far, with what became of its text and what
 * your code sees of it. Rows of finished values are settled once and not visited again.
 */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { empty } from '../empty';
import { fieldOf } from '../coerce/fieldOf';
import type { Coercer } from '../coerce/coerce';
import { Flag, type Typed, type TypedClass } from '../coerce/typed';
import type { Ty, Types } from '../coerce/types';
import type { Raw, RawObject } from '../json/raw';
import type { FieldChange, Hold } from './frame';
import { holdAt, isFiller, isHeldAlike, sameHold } from './holds';
import { unwrapped, type Out, type OutObject } from './out';
import { tellLeftOut, type LeftOut } from './leftOut';
import { tellRefusals, type Refusal } from './refusals';
import { isSettled, RowNode, stateFor, type Node, type ReadAs, type Row, type SeenFields } from './row';
import { RowLog } from './rowLog';
import { resume, settle } from './settled';
import { forgetTexts, isWithin, singleton, textsOf, type FieldTexts } from './rowTexts';
import { withoutNull } from './typeText';
import { UnreadRows } from './unreadRows';
import { isWithheld } from './withhold';

/** Rows nested deeper are not shown. */
const MAX_DEPTH = 200;

/** Of a list that was read from something else, and stayed empty because that is no item. */
const SINGLE_LEFT_OUT = Flag.SingleToList | Flag.DroppedItems;

export interface ReadValue {
  readonly typed: Typed;
  readonly out: Out;
}

/** What the rows below a value are about. */
function readAs({ typed, raw }: Node): ReadAs {
  if (typed?.kind === 'class') return typed.ty.kind === 'class' ? typed.ty.decl : 'nothing';
  if (typed?.kind === 'list' || typed?.kind === 'map') return typed.kind;
  const isRead = typed !== null && typed.raw !== null && !(typed.kind === 'scalar' && typed.json === null);
  return raw === null || isRead ? 'nothing' : 'text';
}

const namedPart = ({ keys, values }: OutObject, name: string): Out | null => values[keys.indexOf(name)] ?? null;

/** A finished member of an object; -1: there is none. */
const at = ({ values }: RawObject, index: number): Raw | null => (index < 0 ? null : values[index]!);

/** Adds a number to a few that are in order, unless it is among them. Sorting them by the library made a sixth of all garbage. */
function addInOrder(few: number[], index: number): void {
  let at = few.length;
  while (at > 0 && few[at - 1]! > index) at--;
  if (at > 0 && few[at - 1] === index) return;
  few.push(index);
  for (let to = few.length - 1; to > at; to--) few[to] = few[to - 1]!;
  few[at] = index;
}

export class Rows {
  /** Rows visited so far. */
  work = 0;
  private readonly log: RowLog;
  private readonly unread: UnreadRows;
  /** Used for one class after the other: a list that begins to grow takes room for many. */
  private readonly few: number[] = [];
  private readonly schema: Schema;
  private last: { value: ReadValue; raw: Raw | null } | null = null;
  private partial = true;
  private declared = false;
  /** The text is refused: what is shown was read from it before, and its nodes may have gone on without that value. */
  private refused = false;
  /** What the final reading may leave out. */
  private readonly leftOut: LeftOut[] = [];

  constructor(private readonly types: Types) {
    this.schema = types.schema;
    this.log = new RowLog(types.schema);
    this.unread = new UnreadRows(this.log, types.schema, (row, node) => this.visit(row, node));
  }

  /** Takes a reading of the text; `value` null when it is refused, which leaves the snapshot before in force. */
  update(value: ReadValue | null, raw: Raw | null): FieldChange[] {
    this.log.begin();
    const first = !this.declared;
    if (first) {
      this.log.declare(this.log.root, this.types.streaming.source);
      this.declareFields(this.log.root, this.types.streaming.source);
    }
    this.declared = true;
    const shown = value ?? this.last?.value ?? null;
    const text = value === null && this.last !== null ? this.last.raw : raw;
    if (value !== null) this.last = { value, raw };
    this.refused = value === null;
    this.unread.isPartial = this.partial;
    this.unread.goesOn = this.partial && !this.refused;
    const ty = this.partial ? this.types.streaming : this.types.final;
    const source = this.types.streaming.source;
    this.visit(this.log.root, new RowNode(source, ty, text, shown?.typed ?? null, shown?.out ?? null, null));
    return this.log.end();
  }

  /** Takes what has changed about one visible row and those below it, while everything around it is as it was. */
  updatePart(row: Row, typed: Typed, out: Out): FieldChange[] {
    this.log.begin();
    const { type, ty, above } = row.node!;
    this.visit(row, new RowNode(type, ty, typed.raw, typed, out, above));
    return this.log.end();
  }

  /** The value that was taken last, as it is after changes to parts of it. */
  keep(value: ReadValue): void {
    if (this.last !== null) this.last.value = value;
  }

  get root(): Row {
    return this.log.root;
  }

  /** Takes the final reading: nothing is withheld any more. `coercer` has read it. */
  finish(value: ReadValue, raw: Raw | null, coercer: Coercer): FieldChange[] {
    this.partial = false;
    const changes = this.update(value, raw);
    if (this.leftOut.length === 0) return changes;
    tellLeftOut(this.leftOut, this.log, coercer, this.schema);
    return [...changes, ...this.log.end()];
  }

  /** The final reading refuses the answer. */
  refuse(refusal: Refusal): FieldChange[] {
    this.partial = false;
    const changes = this.update(null, this.last?.raw ?? refusal.raw);
    tellRefusals(refusal, this.log, this.schema);
    return [...changes, ...this.log.end()];
  }

  private declareFields(row: Row, type: Type): void {
    const decl = this.classOf(type);
    if (decl === null) return;
    for (const field of decl.fields) {
      if (field.skip !== true) this.log.child(row, field.name, field.type, decl);
    }
  }

  private classOf(type: Type): ClassType | null {
    const bare = withoutNull(type);
    return bare.kind === 'class' ? (this.schema.classes[bare.name] ?? null) : null;
  }

  private visit(row: Row, node: Node): void {
    const before = row.node;
    row.seen = this.log.frame;
    if (before !== null && this.partial && isSettled(before, node)) return;
    this.work++;
    row.node = node;
    const out = node.out === null ? null : unwrapped(node.out);
    const raw = node.raw;
    const visible =
      out !== null && !(out.kind === 'leaf' && out.json === null) && node.typed !== null && !isFiller(node.typed);
    const hold = this.holdFor(row, node, before, visible);
    const start = raw === null || !('start' in raw) ? null : raw.start;
    const end = raw !== null && 'end' in raw && raw.closed ? raw.end : null;
    this.log.report(row, start, end, visible, stateFor(node), hold);
    this.visitChildren(row, node, out, visible ? null : row.hold);
    // Nothing below it will change any more, so what it was read from need not be known.
    if (!node.closed) return;
    row.fields = null;
    row.members = null;
    if (!this.partial || row.parent === null || this.refused) return;
    // One without parts costs nothing to be visited again, should it ever be.
    if (row.hasChildren) row.trim();
    else this.log.finish(row);
  }

  private holdFor(row: Row, node: Node, before: Node | null, visible: boolean): Hold | null {
    const { raw } = node;
    if (visible || raw === null || !this.partial || (raw.kind === 'word' && raw.value === null)) return null;
    if (raw.kind === 'string' && raw.text.length + raw.suffix.length === 0 && !raw.complete && row.parent === null)
      return null;
    // What waits for the same as the value around it waits for that as long as it stands there.
    const { above } = node;
    if (above !== null && before !== null && before.raw === raw && !raw.complete && isHeldAlike(row.hold, above)) {
      if (before.type === node.type && sameHold(before.above, above)) return row.hold;
    }
    const field = row.owner === null || typeof row.key !== 'string' ? null : { name: row.key, owner: row.owner };
    return holdAt({ type: node.type, field, row, raw }, node.above, this.schema);
  }

  private visitChildren(row: Row, node: Node, out: Out | null, above: Hold | null): void {
    if (row.depth >= MAX_DEPTH) return;
    const { typed, raw } = node;
    const as = readAs(node);
    const isOther = row.readAs !== as || row.readFrom !== raw;
    const isSameText = as === 'text' && row.readFrom === raw;
    // Whatever visited the rows below before has left them in another state.
    if (isOther) row.forgetBelow();
    const mayLeave = isOther && row.hasChildren;
    if (typed?.kind === 'class') this.visitFields(row, typed, raw, out, above);
    else if (typed?.kind === 'list') this.visitItems(row, node, typed, out, above);
    else if (typed?.kind === 'map') this.visitEntries(row, node, typed, out, above);
    else if (as === 'text') this.unread.visitParts(row, node.type, raw!, above);
    if (mayLeave) this.log.leave(row, !isSameText ? undefined : above === null ? null : { ...above, cause: 'parent' });
    row.wasRead(as, raw);
  }

  private visitFields(
    row: Row,
    typed: Typed & { kind: 'class' },
    raw: Raw | null,
    out: Out | null,
    above: Hold | null,
  ): void {
    if (typed.ty.kind !== 'class') return;
    const { decl, members } = typed.ty;
    this.log.reshape(row, decl);
    const object = raw?.kind === 'object' ? raw : null;
    const texts = object === null ? null : textsOf(object, members);
    const outs = out?.kind === 'object' ? out : null;
    const openAt = texts === null || texts.open === null ? -1 : texts.openAt;
    const seen = this.partial && !this.refused ? row.fields : null;
    const isSame = seen !== null && seen.typed.ty === typed.ty && seen.raw === raw && sameHold(seen.above, above);
    const before = isSame ? seen.typed.values : null;
    const shownBefore = isSame && seen.out !== null ? seen.out.values : null;
    const fields = members.fields();
    const { values } = typed;
    // Most fields of an open object are as they were: only new text or another value is looked at.
    const isShownAlike =
      outs === null ? shownBefore === null : shownBefore !== null && outs.keys.length === fields.length;
    const few =
      texts !== null && before !== null && isShownAlike
        ? this.fieldsThatMayDiffer(typed, before, object!, texts, seen!)
        : null;
    const count = few?.length ?? fields.length;
    for (let turn = 0; turn < count; turn++) {
      const index = few === null ? turn : few[turn]!;
      const value = values[index]!;
      const shown =
        outs === null
          ? null
          : outs.keys.length === fields.length
            ? outs.values[index]!
            : namedPart(outs, fields[index]!.name);
      if (before !== null && value === before[index]) {
        const isShownSame = shown === (shownBefore === null ? null : shownBefore[index]!);
        if (isShownSame && index !== openAt && index !== seen!.openAt && (value.raw === null || value.raw.closed)) {
          if (texts === null || texts.readAt[index]! < seen!.read) continue;
        }
      }
      const text =
        value.raw ?? (texts === null ? null : index === openAt ? texts.open : at(object!, texts.readAt[index]!));
      const member = fields[index]!;
      if (text === null && row.childAt(member.name) === undefined) continue;
      const child = this.log.child(row, member.name, member.field.type, decl);
      this.visit(child, new RowNode(member.field.type, member.declared, text, value, shown, above));
    }
    const read = texts?.read ?? 0;
    const known = row.fields;
    // What is left of a class that got what was found out about another one is looked at anew.
    const kept = outs !== null && outs.keys.length < fields.length ? null : outs;
    if (known === null) row.fields = { typed, out: kept, above, raw, read, openAt };
    else {
      known.typed = typed;
      known.out = kept;
      known.above = above;
      known.raw = raw;
      known.read = read;
      known.openAt = openAt;
    }
    if (object?.closed === true) forgetTexts(object);
  }

  /**
   * The positions of the fields that may differ from when they were seen last, in order: of another value, of new text, the one that
   * was open and the one that is. Null when that is not known.
   */
  private fieldsThatMayDiffer(
    typed: TypedClass,
    before: readonly Typed[],
    object: RawObject,
    texts: FieldTexts,
    seen: SeenFields,
  ): readonly number[] | null {
    const isSame = before === typed.values;
    if (!isSame && (before !== typed.from || typed.turned === null)) return null;
    const { few } = this;
    empty(few);
    if (!isSame) for (const index of typed.turned!) addInOrder(few, index);
    if (texts.openAt >= 0) addInOrder(few, texts.openAt);
    if (seen.openAt >= 0) addInOrder(few, seen.openAt);
    for (let member = seen.read; member < texts.read; member++) {
      const index = fieldOf(texts.members, object.keys[member]!);
      if (index >= 0) addInOrder(few, index);
    }
    return few.slice();
  }

  private visitItems(row: Row, node: Node, typed: Typed & { kind: 'list' }, out: Out | null, above: Hold | null): void {
    const list = typed.ty.kind === 'list' ? typed.ty : null;
    if (list === null || list.source.kind !== 'list') return;
    const item =
      node.ty?.kind === 'list'
        ? node.ty.item
        : ((list.declared?.kind === 'list' ? list.declared.item : null) ?? list.item);
    const type = list.source.item;
    const raws = node.raw?.kind === 'list' ? node.raw : singleton(typed);
    const outs = out?.kind === 'list' ? out : null;
    const at = resume(row, raws, typed.items, outs?.items ?? null, above);
    const size = raws.length;
    for (let index = at.rawAt; index < size; index++) {
      const raw = index < raws.items.length ? raws.items[index]! : raws.tail!;
      const value =
        at.typedAt < typed.count ? typed.items[at.typedAt]! : at.typedAt === typed.count ? typed.tail : null;
      const mine = value !== null && (value.raw === raw || isWithin(raw, value.raw)) ? value : null;
      const shown = mine !== null && outs !== null && !(this.partial && isWithheld(item, mine));
      const seen = shown ? (at.outAt < outs.count ? outs.items[at.outAt]! : outs.tail) : null;
      const child = this.log.child(row, index, type, null);
      this.visit(child, new RowNode(type, item, mine?.raw ?? raw, mine, seen, above));
      if (mine !== null) at.typedAt++;
      else if (!this.partial) this.leftOut.push({ row: child, raw, ty: list.item, key: null });
      if (shown) at.outAt++;
      if (index < raws.items.length && (mine === null || at.typedAt <= typed.count)) {
        if (this.partial) settle(row, at, index + 1);
      }
    }
    this.log.retire(row, size);
    if (!this.partial && typed.count === 0 && typed.raw !== null && (typed.flags & SINGLE_LEFT_OUT) === SINGLE_LEFT_OUT)
      this.leaveOutSingle(row, typed.raw, list.item, type);
  }

  /** What stands in place of a list, and is no item either: it gets the row of the only item. */
  private leaveOutSingle(row: Row, raw: Raw, ty: Ty, type: Type): void {
    if (raw.kind === 'word' && raw.value === null) return;
    const child = this.log.child(row, 0, type, null);
    const { start, end } = row;
    this.log.report(child, start, end, false, 'complete', null);
    this.leftOut.push({ row: child, raw, ty, key: null });
  }

  private visitEntries(
    row: Row,
    node: Node,
    typed: Typed & { kind: 'map' },
    out: Out | null,
    above: Hold | null,
  ): void {
    const map = typed.ty.kind === 'map' ? typed.ty : null;
    if (map === null || map.source.kind !== 'map' || node.raw?.kind !== 'object') return;
    const item =
      node.ty?.kind === 'map'
        ? node.ty.value
        : ((map.declared?.kind === 'map' ? map.declared.value : null) ?? map.value);
    const type = map.source.value;
    const raws = node.raw;
    const outs = out?.kind === 'map' ? out : null;
    const at = resume(row, raws, typed.values, outs?.values ?? null, above);
    for (let index = at.rawAt; index < raws.length; index++) {
      const key = raws.keys[index]!;
      const mineHere =
        at.typedAt < typed.count ? typed.keys[at.typedAt] === key : typed.tail !== null && typed.tailKey === key;
      const mine = !mineHere ? null : at.typedAt < typed.count ? typed.values[at.typedAt]! : typed.tail;
      const shown = mine !== null && outs !== null && !(this.partial && isWithheld(item, mine));
      const seen = shown ? (at.typedAt < outs.count ? outs.values[at.typedAt]! : outs.tail) : null;
      const child = this.log.child(row, key, type, null);
      // A key that comes again: what is below was read from the value it had before.
      if (child.seen === this.log.frame) this.log.unsee(child);
      this.visit(child, new RowNode(type, item, mine?.raw ?? raws.value(index), mine, seen, above));
      if (mine !== null) at.typedAt++;
      else if (!this.partial) this.leftOut.push({ row: child, raw: raws.value(index), ty: map.value, key: map.key });
      if (index < raws.values.length && this.partial) settle(row, at, index + 1);
    }
  }
}
