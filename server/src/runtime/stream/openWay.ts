/**
 * The way from the root of a reading to the list or object that is open innermost, so that a chunk which changes something
 * in that one only is read there, not from the root.
 *
 * It holds as long as nothing around can turn out differently: each container on the way stays a value of the same type,
 * read in the same manner (the cast or leniently), with the same marks; only its score moves with the score of its part.
 * Where more than that could follow, the way ends: at a union of several variants, an alias, a constraint, a value that
 * is not visible or wears a wrapper. What is not sure is read from the root.
 */
import { fieldOf } from '../coerce/fieldOf';
import type { Coercer } from '../coerce/coerce';
import { Failure } from '../coerce/failure';
import { SCORE_OF_NULL } from '../coerce/outweighed';
import { wasCast } from '../coerce/kept';
import { Flag, pickedAt, withPart, type Typed, type TypedClass, type TypedList, type TypedMap } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import type { Container } from '../json/tree';
import { changesBetween } from './changes';
import type { FieldChange, Path, ValueChange } from './frame';
import { CHECK_KEYS, STATE_KEYS, withOutPart, type Out } from './out';
import type { Held, Row } from './row';
import type { ReadValue, Rows } from './rows';
import { declared } from './partTypes';
import type { Withholder } from './withhold';

type Composite = TypedClass | TypedList | TypedMap;

/** A container on the way. */
class Level {
  /** The keys that lead to it, once somebody has asked. */
  path: Path | null = null;
  constructor(
    readonly raw: Container,
    readonly row: Row,
    /** The type of its place, as it is read and as it is withheld; null for the root. */
    readonly place: Ty | null,
    readonly held: Ty,
    /** Its own type when the way can go on below it; that of its place, without null. */
    readonly ty: Ty | null,
    /** Where it stands in the one around it: the position of a field, or -1 for the open part of a list or map. */
    readonly at: number,
    readonly step: string | number,
    /** Where a union picked the item before it in a list. */
    readonly hint: number,
    /** While it is open, what stands around it cannot be cast, however it reads itself. */
    readonly isNeverCast: boolean,
    public typed: Typed,
    public out: Out,
    public score: number,
    public cast: boolean,
  ) {}
}

/** What a chunk changed in one part. */
export interface PartChange {
  readonly value: readonly ValueChange[];
  readonly fields: readonly FieldChange[];
}

/** Marks of a part that mean something to what stands around it. */
const SEEN_AROUND = Flag.Incomplete | Flag.Pending | Flag.Absent | Flag.Replaced;

export class OpenWay {
  private levels: Level[] = [];
  /** Levels above this one do not know yet what has changed below them. */
  private changedAt = 0;
  /** Whether something has changed in a part since the whole reading was made or asked for. */
  hasChanged = false;
  /** Whether the value that was read again last was cast. */
  private isCast = false;

  constructor(
    private readonly coercer: Coercer,
    private readonly withholder: Withholder,
    private readonly rows: Rows,
  ) {}

  /** Begins anew at the root, with the reading that was made of the whole text. */
  begin({ typed, out }: ReadValue, ty: Ty): void {
    this.end();
    const row = this.rows.root;
    if (!isComposite(typed) || !isOpen(typed.raw) || typed.ty !== ty || row.node?.above !== null) return;
    if (ty.constraints.length > 0 || !sameShape(typed, out)) return;
    const cast = wasCast(typed.raw, ty);
    if (cast === undefined) return;
    const { raw, score } = typed;
    this.levels.push(new Level(raw, row, null, ty, ty, -1, '', -1, false, typed, out, score, cast));
    this.goOn();
  }

  /** Forgets the way: the next change is read from the root. */
  end(): void {
    this.levels = [];
    this.changedAt = 0;
    this.hasChanged = false;
  }

  /** The innermost part that is known, and the keys that lead to it; null when the way is not known. */
  get innermost(): { readonly typed: Typed; readonly out: Out; readonly path: Path } | null {
    const level = this.levels.at(-1);
    if (level === undefined) return null;
    return { typed: level.typed, out: level.out, path: this.pathOf(this.levels.length - 1) };
  }

  /** The keys that lead to a level: as long as it is there the same list, for everybody. */
  private pathOf(depth: number): Path {
    const level = this.levels[depth]!;
    if (level.path === null) {
      const path = new Array<string | number>(depth);
      for (let at = 0; at < depth; at++) path[at] = this.levels[at + 1]!.step;
      level.path = path;
    }
    return level.path;
  }

  /** The innermost part is shown as `out` now. */
  show(out: Out): void {
    const level = this.levels.at(-1)!;
    level.out = out;
    this.changedAt = this.levels.length - 1;
    this.hasChanged = true;
  }

  /** Reads again what has changed in `container` (null: the innermost one); null when that has to be read from the root. */
  update(container: Container | null): PartChange | null {
    const { levels } = this;
    if (levels.length < 2) return null;
    let depth = levels.length - 1;
    if (container !== null) while (depth > 0 && levels[depth]!.raw !== container) depth--;
    // One that is not on the way stands below the end of it.
    if (depth === 0) {
      if (levels[0]!.raw === container) return null;
      depth = levels.length - 1;
    }
    // What turns out differently there may still be a change of what stands around it only.
    for (; depth > 0; depth--) {
      const change = this.updateAt(depth);
      if (change !== null) return change;
    }
    return null;
  }

  private updateAt(depth: number): PartChange | null {
    const { levels } = this;
    const level = levels[depth]!;
    const typed = this.readAgain(level, levels[depth - 1]!);
    if (typed === null || typed.raw !== level.raw) return null;
    if (((typed.flags ^ level.typed.flags) & SEEN_AROUND) !== 0) return null;
    if (level.ty !== null && (typed.kind !== level.typed.kind || typed.ty !== level.typed.ty)) return null;
    const moved = typed.score - level.score;
    if (moved !== 0 && !this.mayScore(depth, moved)) return null;
    const out = this.withholder.part(typed, level.held, level.at >= 0);
    if (out === null || (level.ty !== null && !sameShape(typed, out))) return null;
    if (depth < this.changedAt) this.pass(depth);
    while (levels.length > depth + 1) levels.pop();
    const value = out === level.out ? NO_CHANGES : changesBetween(level.out, out, this.pathOf(depth));
    if (moved !== 0) for (let above = 0; above < depth; above++) levels[above]!.score += moved;
    level.typed = typed;
    level.out = out;
    level.score = typed.score;
    level.cast = this.isCast;
    this.changedAt = depth;
    this.hasChanged = true;
    const fields = this.rows.updatePart(level.row, typed, out);
    this.goOn();
    return { value, fields };
  }

  /** The whole reading, with all that has changed in parts of it. */
  whole(): ReadValue | null {
    const root = this.levels[0];
    if (root === undefined) return null;
    this.pass(0);
    this.hasChanged = false;
    const { typed, out } = root as { typed: Typed; out: Out };
    return { typed, out };
  }

  /** Hands what has changed below level `to` up to it. */
  private pass(to: number): void {
    for (; this.changedAt > to; this.changedAt--) {
      const part = this.levels[this.changedAt]!;
      const level = this.levels[this.changedAt - 1]!;
      level.out = withOutPart(level.out, part.at, part.out);
      level.typed = withPart(level.typed, part.at, part.typed, level.score, level.out);
    }
  }

  /** The value of a level as it reads now; null when what stands around it has to be read as well. */
  private readAgain(level: Level, around: Level): Typed | null {
    const { coercer } = this;
    if (around.cast) {
      this.isCast = true;
      return coercer.cast(level.raw, level.place!, level.hint);
    }
    const typed = coercer.coerce(level.raw, level.place!, level.hint);
    this.isCast = coercer.wasCast;
    if (typed instanceof Failure) return null;
    // A pick of a union that fits perfectly is not unfinished, for the cast of what stands around it.
    if (level.place!.kind === 'union' && (typed.score === 0) !== (level.score === 0)) return null;
    return this.isCast === level.cast || level.isNeverCast ? typed : null;
  }

  /** Whether the scores of the levels above `depth` may move by so much without another choice being made. */
  private mayScore(depth: number, moved: number): boolean {
    if (moved === 0) return true;
    for (let above = depth - 1; above > 0; above--) {
      const { score, place } = this.levels[above]!;
      if (place?.kind !== 'union') continue;
      const now = score + moved;
      if (score <= 0 || now <= 0 || score >= SCORE_OF_NULL || now >= SCORE_OF_NULL) return false;
    }
    return true;
  }

  /** Follows the open part of the last level, and so on. */
  private goOn(): void {
    for (;;) {
      const next = this.below(this.levels.at(-1)!);
      if (next === null) return;
      this.levels.push(next);
    }
  }

  private below(level: Level): Level | null {
    const { raw, typed, out, row, held, ty } = level;
    const part = raw.tail;
    if (ty === null || part === null || !isOpen(part)) return null;
    switch (typed.kind) {
      case 'class': {
        if (typed.ty.kind !== 'class' || raw.kind !== 'object' || out.kind !== 'object') return null;
        const at = fieldOf(typed.ty.members, raw.keys[raw.values.length]!);
        const value = typed.values[at];
        if (value === undefined || value.raw !== part) return null;
        const field = typed.ty.members.fields()[at]!;
        const child = row.childAt(field.name);
        // A list or map in the middle of its text is no value of a field that must have one.
        const never = !level.cast && !field.optional && (value.kind === 'list' || value.kind === 'map');
        const shown = out.values[at]!;
        return this.level(part, child, field.ty, field.declared, at, out.keys[at]!, -1, never, value, shown);
      }
      case 'list': {
        if (ty.kind !== 'list' || typed.tail?.raw !== part || out.kind !== 'list' || out.tail === null) return null;
        // Behind an item that is withheld, others are shown with what was found out about those before them.
        if (out.count !== typed.count) return null;
        const item = held.kind === 'list' ? held.item : declared(ty).item;
        const hint = typed.count === 0 ? -1 : pickedAt(typed.items[typed.count - 1]!);
        const child = row.childAt((raw as { items: readonly unknown[] }).items.length);
        return this.level(part, child, ty.item, item, -1, out.count, hint, false, typed.tail, out.tail);
      }
      case 'map': {
        if (ty.kind !== 'map' || typed.tail?.raw !== part || out.kind !== 'map' || out.tail === null) return null;
        if (out.tailKey !== typed.tailKey || out.keys !== typed.keys || ty.key.kind !== 'string') return null;
        const item = held.kind === 'map' ? held.value : declared(ty).value;
        const child = row.childAt(typed.tailKey);
        return this.level(part, child, ty.value, item, -1, typed.tailKey, -1, false, typed.tail, out.tail);
      }
      default:
        return null;
    }
  }

  private level(
    raw: Container,
    row: Held | undefined,
    place: Ty,
    held: Ty,
    at: number,
    step: string | number,
    hint: number,
    isNeverCast: boolean,
    typed: Typed,
    out: Out,
  ): Level | null {
    if (row === undefined || typeof row === 'number') return null;
    const { node } = row;
    if (node === null || node.above !== null || node.raw !== raw) return null;
    if (place.constraints.length > 0 || held.constraints.length > 0) return null;
    const plain = plainOf(place);
    const goesOn = plain !== null && typed.ty === plain && sameShape(typed, out);
    const ty = goesOn ? plain : null;
    const cast = ty === null ? this.coercer.cast(raw, place, hint) !== null : wasCast(raw, ty);
    if (cast === undefined) return null;
    return new Level(raw, row, place, held, ty, at, step, hint, isNeverCast, typed, out, typed.score, cast);
  }
}

const NO_CHANGES: readonly ValueChange[] = Object.freeze([]);

const isComposite = (typed: Typed): typed is Composite =>
  typed.kind === 'class' || typed.kind === 'list' || typed.kind === 'map';

const isOpen = (raw: Typed['raw']): raw is Container =>
  raw !== null && (raw.kind === 'list' || raw.kind === 'object') && !raw.closed;

/** Whether a value is shown as what it is: visible, without a wrapper. */
function sameShape(typed: Typed, out: Out): boolean {
  switch (typed.kind) {
    case 'class':
      return out.kind === 'object' && out.keys !== STATE_KEYS && out.keys !== CHECK_KEYS;
    case 'list':
    case 'map':
      return out.kind === typed.kind;
    default:
      return false;
  }
}

/** The class, list or map that a place is for, null aside; null when it may hold something else. */
function plainOf(place: Ty): Ty | null {
  if (place.kind === 'class' || place.kind === 'list' || place.kind === 'map') return place;
  if (place.kind !== 'union' || !place.nullable || place.variants.length !== 2) return null;
  const only = place.variants.find(({ kind }) => kind !== 'null');
  if (only === undefined || only.constraints.length > 0) return null;
  return only.kind === 'class' || only.kind === 'list' || only.kind === 'map' ? only : null;
}
