/**
 * The rows of text that could not be read as its type, or not yet: its parts have rows all the same. Members whose text is over are done
 * with, and of objects that are open one in the other only the innermost is visited.
 */
import type { ClassType, Schema, Type } from '../../ir/schema';
import type { Typed } from '../coerce/typed';
import type { Raw, RawObject } from '../json/raw';
import { MAX_LOOSE, memberNamed } from './fieldNamed';
import type { Hold } from './frame';
import { isHeldAlike, sameHold } from './holds';
import { possibleVariants } from './possibleVariants';
import { DONE, RowNode, type Node, type Row, type SeenMembers } from './row';
import type { RowLog } from './rowLog';
import { resume, settle } from './settled';
import { withoutNull } from './typeText';

/** Stands for the typed items of text that was not read as a list. */
const NOTHING_READ: readonly Typed[] = [];

/**
 * Whether what is known of the members of an object holds for those it had then. Among very many members a key is another one's than
 * among few; and the open member may be taken back, or turn out to be named otherwise.
 */
function isSeen(seen: SeenMembers, raw: RawObject): boolean {
  if (seen.raw !== raw || raw.length > MAX_LOOSE || raw.length < seen.searched) return false;
  return raw.keys[seen.searched - 1] === seen.lastKey;
}

export class UnreadRows {
  /** The text may go on. */
  isPartial = true;
  /** And it is not refused: nothing in it may have gone on without a visit. */
  goesOn = true;

  constructor(
    private readonly log: RowLog,
    private readonly schema: Schema,
    private readonly visit: (row: Row, node: Node) => void,
  ) {}

  /** Visits the rows of the parts of text that could not be read as `type`. `above`: what withholds the value around it. */
  visitParts(row: Row, type: Type, raw: Raw, above: Hold | null): void {
    const hold = above ?? row.hold;
    const [only, more] = possibleVariants(withoutNull(type), raw, this.schema);
    if (only === undefined || more !== undefined) return;
    if (only.kind === 'class' && raw.kind === 'object') this.visitMembers(row, only.name, raw, hold);
    else if (only.kind === 'map' && raw.kind === 'object') {
      const at = resume(row, raw, NOTHING_READ, null, hold);
      for (let index = at.rawAt; index < raw.length; index++) {
        const child = this.log.child(row, raw.keys[index]!, only.value, null);
        this.visit(child, new RowNode(only.value, null, raw.value(index), null, null, hold));
        if (index < raw.values.length && this.isPartial) settle(row, at, index + 1);
      }
    } else if (only.kind === 'list' && raw.kind === 'list') {
      const at = resume(row, raw, NOTHING_READ, null, hold);
      for (let index = at.rawAt; index < raw.length; index++) {
        const item = index < raw.items.length ? raw.items[index]! : raw.tail!;
        const child = this.log.child(row, index, only.item, null);
        this.visit(child, new RowNode(only.item, null, item, null, null, hold));
        if (index < raw.items.length && this.isPartial) settle(row, at, index + 1);
      }
    }
  }

  private visitMembers(row: Row, name: string, raw: RawObject, above: Hold | null): void {
    const decl = this.schema.classes[name];
    if (decl === undefined) return;
    this.log.reshape(row, decl);
    const seen = this.seenMembers(row, decl, raw, above);
    const size = raw.length;
    seen.open = null;
    let opens = 0;
    for (let index = 0; index < decl.fields.length; index++) {
      let member = seen.at[index]!;
      if (member === DONE || (member < 0 && seen.searched === size)) continue;
      const field = decl.fields[index]!;
      if (member < 0) {
        member = field.skip === true ? -1 : memberNamed(raw, field.alias ?? field.name, seen.searched);
        if (member < 0) continue;
        seen.at[index] = member;
      }
      const text = raw.value(member);
      const child = this.log.child(row, field.name, field.type, decl);
      this.visitBelow(child, text, above);
      if (text.closed) seen.at[index] = DONE;
      // The key of the open member may mean several fields, which all have a row of the same text.
      else seen.open = opens++ === 0 ? child : null;
    }
    seen.searched = size;
    seen.lastKey = raw.keys[size - 1];
    seen.finished = raw.values.length;
  }

  /**
   * Visits a row of text that could not be read as what is around it; or, of objects that are open one in the other, the row of the
   * first one about which something may be new: mostly that is the innermost.
   */
  private visitBelow(row: Row, text: Raw, above: Hold | null): void {
    let [at, raw, hold] = [row, text, above];
    while (this.goesOn && hold !== null && raw.kind === 'object' && raw.tail !== null) {
      const { node, members } = at;
      if (node === null || node.raw !== raw || node.above !== hold || node.typed !== null || node.out !== null) break;
      if (members === null || members.open === null || !isHeldAlike(at.hold, hold) || members.above !== at.hold) break;
      if (!isSeen(members, raw) || raw.values.length !== members.finished) break;
      at.seen = this.log.frame;
      hold = at.hold;
      at = members.open;
      raw = raw.tail;
    }
    this.visit(at, new RowNode(at.type!, null, raw, null, null, hold));
  }

  /** What is known of the rows of members; nothing when they are all to be visited. */
  private seenMembers(row: Row, decl: ClassType, raw: RawObject, above: Hold | null): SeenMembers {
    const old = row.members;
    if (this.goesOn && old !== null && old.decl === decl && isSeen(old, raw) && sameHold(old.above, above)) return old;
    const at = decl.fields.map(() => -1);
    const seen: SeenMembers = { raw, decl, above, at, searched: 0, lastKey: undefined, finished: 0, open: null };
    row.members = this.goesOn ? seen : null;
    return seen;
  }
}
