/** Repairs of values: what coercion did to fit what the text says to the type. Found by comparing the two. */
import type { Coercer } from '../coerce/coerce';
import { fieldOf } from '../coerce/fieldOf';
import { Failure } from '../coerce/failure';
import {
  Flag,
  type Typed,
  type TypedClass,
  type TypedList,
  type TypedMap,
  type TypedScalar,
  type TypedText,
} from '../coerce/typed';
import type { ClassTy, Ty } from '../coerce/types';
import { RawString, type PlainRaw, type Raw, type RawObject } from '../json/raw';
import { isWithin } from '../stream/rowTexts';
import type { Path } from '../stream/frame';
import { isOfCandidates, plainOf, spanOf } from './plain';
import type { Repair, RepairKind, Span } from './repair';
import { brief, scalarRepairs } from './scalars';
import { unionChoice, type VariantChoice } from './variants';

/** Deeper values are not looked into, and of one answer no more than so many repairs are told. */
const MAX_DEPTH = 150;
const MAX_REPAIRS = 5000;

export interface ValueFacts {
  readonly repairs: readonly Repair[];
  readonly variants: readonly VariantChoice[];
  /** Where the raw values stand that were used. */
  readonly paths: ReadonlyMap<Raw, Path>;
  /** Every value with its type, from the root on. */
  readonly visited: readonly Visited[];
}

export interface Visited {
  readonly typed: Typed;
  readonly ty: Ty;
  readonly path: Path;
  /** The class it is a field of, and its position there. */
  readonly field: { readonly owner: ClassTy; readonly at: number } | null;
}

/** What was done to get `typed`, of type `ty`, from `raw`, the candidate of `text` that was taken. */
export function valueFacts(
  typed: Typed,
  ty: Ty,
  raw: Raw,
  text: string,
  coercer: Coercer,
  isFinal: boolean,
): ValueFacts {
  const walk = new Walk(text, coercer, isFinal);
  walk.value(typed, ty, raw, [], 0, null, true);
  return walk;
}

class Walk implements ValueFacts {
  readonly repairs: Repair[] = [];
  readonly variants: VariantChoice[] = [];
  readonly paths = new Map<Raw, Path>();
  readonly visited: Visited[] = [];

  constructor(
    private readonly text: string,
    private readonly coercer: Coercer,
    private readonly isFinal: boolean,
  ) {}

  private add(kind: RepairKind, path: Path, raw: Raw | null, what?: string): void {
    const span: Span | null = raw === null ? null : spanOf(raw, this.text.length);
    this.repairs.push(what === undefined ? { kind, path, span } : { kind, path, span, what });
  }

  /** About a member of `raw`, key and all. */
  private addKeyed(kind: RepairKind, path: Path, raw: RawObject, index: number, what = raw.keys[index]!): void {
    const { length } = this.text;
    const before = index === 0 ? raw.start + 1 : spanOf(raw.value(index - 1), length)[1];
    const [start, end] = spanOf(raw.value(index), length);
    const skipped = /^[\s,]*/.exec(this.text.slice(before, start))![0].length;
    this.repairs.push({ kind, path, span: [Math.min(before + skipped, start), end], what });
  }

  /** `given`: the raw value at this position, before anything was taken out of it. */
  value(
    typed: Typed,
    ty: Ty,
    given: Raw | null,
    path: Path,
    depth: number,
    field: Visited['field'],
    isRoot = false,
  ): void {
    if (depth > MAX_DEPTH || this.repairs.length > MAX_REPAIRS) return;
    this.visited.push({ typed, ty, path, field });
    const used = typed.raw === null ? null : plainOf(typed.raw);
    if (used !== null && !this.paths.has(used)) this.paths.set(used, path);
    if (ty.kind === 'union' && typed.raw !== null) this.union(typed, ty, path);
    const plain = given === null ? null : plainOf(given);
    const isPart = plain?.kind === 'list' && typed.kind !== 'list' && used !== null && used !== plain;
    if (isPart && !(isRoot && isOfCandidates(plain)) && (typed.flags & Flag.FirstMatch) !== 0)
      this.add('first-of-several', path, given);
    if ((typed.flags & Flag.ImpliedKey) !== 0) this.add('implied-key', path, typed.raw);
    switch (typed.kind) {
      case 'scalar':
      case 'text':
        return this.scalar(typed, plain, path);
      case 'list':
        return this.list(typed, ty, path, depth);
      case 'map':
        return this.map(typed, path, depth);
      case 'class':
        return this.fields(typed, path, depth);
    }
  }

  private union(typed: Typed, ty: Ty & { kind: 'union' }, path: Path): void {
    const choice = unionChoice(typed, ty, path, this.coercer);
    if (choice !== null) this.variants.push(choice);
  }

  private scalar(typed: TypedScalar | TypedText, given: PlainRaw | null, path: Path): void {
    for (const { kind, about, what } of scalarRepairs(typed, given)) this.add(kind, path, about, what);
  }

  private list(typed: TypedList, ty: Ty, path: Path, depth: number): void {
    if (typed.raw === null) {
      this.filler(typed, path, '[]');
      return;
    }
    const item = typed.ty.kind === 'list' ? typed.ty.item : ty;
    if ((typed.flags & Flag.SingleToList) !== 0) {
      if (typed.items.length === 0 && typed.tail === null) this.add('dropped-item', path, typed.raw, brief(typed.raw));
      else this.add('single-to-list', path, typed.raw);
      const only = typed.items[0] ?? typed.tail;
      if (only) this.value(only, item, typed.raw, [...path, 0], depth + 1, null);
      return;
    }
    const raws = typed.raw.kind === 'list' ? typed.raw : null;
    if (raws === null) return;
    const all = raws.tail === null ? raws.items : [...raws.items, raws.tail];
    const values = [...typed.items.slice(0, typed.count), ...(typed.tail === null ? [] : [typed.tail])];
    let at = 0;
    all.forEach((raw) => {
      const value = values[at];
      if (isMadeFrom(value, raw)) {
        this.value(value, item, raw, [...path, at], depth + 1, null);
        at++;
      } else this.add('dropped-item', path, raw, brief(raw));
    });
  }

  private map(typed: TypedMap, path: Path, depth: number): void {
    const raw = typed.raw === null ? null : plainOf(typed.raw);
    if (raw?.kind !== 'object') return this.filler(typed, path, '{}');
    const item = typed.ty.kind === 'map' ? typed.ty.value : typed.ty;
    const values = new Map<string, Typed>();
    for (let at = 0; at < typed.count; at++) values.set(typed.keys[at]!, typed.values[at]!);
    if (typed.tail !== null) values.set(typed.tailKey, typed.tail);
    for (let at = 0; at < raw.length; at++) {
      const [key, member] = [raw.keys[at]!, raw.value(at)];
      const value = values.get(key);
      if (isMadeFrom(value, member)) this.value(value, item, member, [...path, key], depth + 1, null);
      else this.add(value === undefined ? 'dropped-entry' : 'duplicate-key', [...path, key], member, key);
    }
  }

  private fields(typed: TypedClass, path: Path, depth: number): void {
    if (typed.ty.kind !== 'class') return;
    const owner = typed.ty;
    const raw = typed.raw === null ? null : plainOf(typed.raw);
    if ((typed.flags & Flag.Inferred) !== 0) this.add('inferred', path, typed.raw, owner.decl.name);
    const isImplied = typed.values.some((value) => (value.flags & Flag.ImpliedKey) !== 0);
    const members = raw?.kind === 'object' && !isImplied ? this.members(raw, owner, path) : [];
    owner.members.fields().forEach((member, at) => {
      const given = members[at] ?? (isImplied ? raw : null);
      this.value(typed.values[at]!, member.ty, given, [...path, member.name], depth + 1, { owner, at });
    });
  }

  /** The raw value of each field, by position; tells of keys that were matched loosely or not at all. */
  private members(raw: RawObject, owner: ClassTy, path: Path): (Raw | undefined)[] {
    const found: (Raw | undefined)[] = [];
    const fields = owner.members.fields();
    for (let index = 0; index < raw.length; index++) {
      const [key, member] = [raw.keys[index]!, raw.value(index)];
      const at = fieldOf(owner.members, key);
      if (at < 0) {
        this.addKeyed('ignored-key', path, raw, index);
        continue;
      }
      const { name, rendered } = fields[at]!;
      if (found[at] !== undefined) {
        this.addKeyed('duplicate-key', [...path, name], raw, index);
        continue;
      }
      found[at] = member;
      if (key !== rendered) this.addKeyed('name-matched', [...path, name], raw, index, `${key} → ${name}`);
      else if (rendered !== name) this.addKeyed('alias-matched', [...path, name], raw, index, `${key} → ${name}`);
    }
    return found;
  }

  /** A list or map that is not in the text, or could not be read from it. */
  private filler(typed: Typed, path: Path, what: string): void {
    if ((typed.flags & Flag.Replaced) !== 0 || (this.isFinal && (typed.flags & Flag.Absent) !== 0))
      this.add('default-used', path, null, what);
  }
}

/** Whether a value was made from `raw`, or from something in it. */
function isMadeFrom(value: Typed | undefined, raw: Raw): value is Typed {
  if (value === undefined || value.raw === null) return false;
  return value.raw === raw || isWithin(raw, value.raw) || isInside(raw, value.raw);
}

/** Whether `inner` is the item or member of `raw` that was taken for it. */
function isInside(raw: Raw, inner: Raw): boolean {
  const plain = plainOf(raw);
  if (plain === inner) return true;
  if (plain?.kind === 'list') return plain.items.some((one) => plainOf(one) === inner) || plain.tail === inner;
  return plain?.kind === 'object' && plain.length === 1 && plainOf(plain.value(0)) === inner;
}

/** Whether a key of a map is none of the names its type has. */
export function isForeignKey(key: string, ty: Ty, coercer: Coercer): boolean {
  if (ty.kind === 'string') return false;
  const name = new RawString(0);
  name.text = key;
  name.complete = name.closed = true;
  return coercer.coerce(name, ty) instanceof Failure;
}
