/**
 * From a typed value to the snapshot your code receives: what must be whole is withheld until it is, states and checks
 * are wrapped around values. Finished list items, map entries and nested values are processed once.
 */
import {
  checksOf,
  Flag,
  stateOf,
  TextForm,
  type Typed,
  type TypedClass,
  type TypedList,
  type TypedMap,
  type TypedText,
} from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { GrowingForm } from '../json/growingForm';
import type { Raw } from '../json/raw';
import { MAX_PARTS, Paired, partAt, placesOf, Unlike, withParts } from './paired';
import { mixesKeys, mixesKeysBelow, partTypeOf } from './partTypes';
import {
  CHECK_KEYS,
  NULL_OUT,
  outLeaf,
  outList,
  outMap,
  outObject,
  outText,
  STATE_KEYS,
  type Out,
  type OutList,
  type OutMap,
  type OutObject,
} from './out';

const STATES: Readonly<Record<string, Out>> = {
  pending: outLeaf('Pending'),
  incomplete: outLeaf('Incomplete'),
  complete: outLeaf('Complete'),
};

/** Why there is no snapshot of a value. */
export interface Refused {
  readonly kind: 'refused';
  readonly message: string;
}

const UNDONE: Refused = { kind: 'refused', message: 'IncompleteDoneValue' };
const MIXED: Refused = {
  kind: 'refused',
  message: 'Could not unify map with a union of maps whose keys are of different types.',
};
const UNLIKE: Refused = { kind: 'refused', message: 'Unification error' };

/** A map stands where several are allowed whose keys are of different types: the official runtime refuses all of the answer then. */
class MixedKeys extends Error {}
const MIXED_KEYS = new MixedKeys();

/** What was made of the finished items of a list, or entries of a map; and what was made last, which is the same while it is equal. */
interface Items {
  read: number;
  readonly outs: Out[];
  /** One that is shown stands behind one that is withheld. */
  hasGap: boolean;
  last: OutList | null;
}
interface Entries {
  /** Null for an entry that is withheld. */
  readonly outs: (Out | null)[];
  /** Whether one is. */
  withholds: boolean;
  last: OutMap | null;
}

/** What was made last of an object that is still open, and who made it of which type. */
interface Shown {
  readonly by: Withholder;
  readonly key: number;
  typed: TypedClass;
  out: OutObject;
}

export class Withholder {
  work = 0;
  private readonly forms = new WeakMap<Raw, GrowingForm>();
  private paired: Paired | null = null;

  /** `partial`: the text may go on; otherwise nothing is withheld and no states are given. */
  constructor(private readonly partial: boolean) {}

  /** The snapshot of a whole typed value, with states or without; or why it is refused. */
  snapshot(typed: Typed, ty: Ty, states = this.partial): Out | Refused {
    try {
      return this.item(typed, ty, states, this.partial) ?? UNDONE;
    } catch (error) {
      if (error instanceof MixedKeys) return MIXED;
      if (error instanceof Unlike) return UNLIKE;
      throw error;
    }
  }

  /**
   * A part of a value that is visible itself: a field of a class, or what stands in a list or map; null when that is withheld, or the
   * whole value is refused.
   */
  part(typed: Typed, ty: Ty, isField: boolean): Out | null {
    try {
      return isField ? this.field(typed, ty, true, true) : this.item(typed, ty, true, true);
    } catch (error) {
      if (error instanceof MixedKeys || error instanceof Unlike) return null;
      throw error;
    }
  }

  /** A value at the root, in a list or in a map: null when it is withheld there. */
  private item(typed: Typed, ty: Ty, wrap: boolean, partial: boolean): Out | null {
    if (partial && isWithheld(ty, typed)) {
      this.refuseMixed(typed, ty, partial);
      return null;
    }
    return this.wrapped(typed, ty, this.value(typed, ty, wrap, partial), wrap);
  }

  /** `other`: the value whose findings this one gets, where that is not itself. */
  protected field(typed: Typed, ty: Ty, wrap: boolean, partial: boolean, other?: Typed): Out {
    const must = (partial || wrap) && mustBeDone(ty, typed);
    if (must && partial && stateOf(typed) !== 'complete') {
      this.refuseMixed(typed, ty, partial);
      return this.wrapped(typed, ty, NULL_OUT, wrap, other);
    }
    const below = wrap && !(must && !saysState(other ?? typed, ty));
    const out =
      other === undefined ? this.value(typed, ty, below, partial) : this.beside(typed, other, ty, below, partial);
    return this.wrapped(typed, ty, out, below, other);
  }

  /** What is withheld may refuse the answer all the same. */
  private refuseMixed(typed: Typed, ty: Ty, partial: boolean): void {
    const isMade = typed.kind === 'map' || typed.kind === 'list' || typed.kind === 'class';
    if (isMade && mixesKeysBelow(ty)) this.value(typed, ty, false, partial);
  }

  protected wrapped(typed: Typed, ty: Ty, out: Out, wrap: boolean, other = typed): Out {
    let result = out;
    const checks = checksOf(other);
    if (checks.length > 0) {
      const json = Object.fromEntries(
        checks.map(({ name, expression, status }) => [name, { name, expression, status }]),
      );
      result = outObject(CHECK_KEYS, [out, outLeaf(json)]);
    }
    if (wrap && ty.withState) result = outObject(STATE_KEYS, [STATES[this.state(typed)]!, result]);
    return result;
  }

  /** The state that a wrapper says. */
  protected state(typed: Typed): ReturnType<typeof stateOf> {
    return stateOf(typed);
  }

  private value(typed: Typed, ty: Ty, wrap: boolean, partial: boolean): Out {
    this.work++;
    // Typed values never change, so what was made of one is kept with it.
    switch (typed.kind) {
      case 'scalar':
        if (typed instanceof TextForm)
          return typed.keptFor === 0 ? (typed.kept as Out) : keep(typed, 0, this.form(typed));
        if (typed.json === null) return NULL_OUT;
        return typed.keptFor === 0 ? (typed.kept as Out) : keep(typed, 0, outLeaf(typed.json));
      case 'text':
        return typed.keptFor === 0 ? (typed.kept as Out) : keep(typed, 0, textOut(typed));
      case 'list': {
        const item = partTypeOf(typed, ty);
        const key = keyFor(item, wrap);
        return typed.keptFor === key ? (typed.kept as Out) : keep(typed, key, this.list(typed, item, wrap, partial));
      }
      case 'map': {
        if (mixesKeys(ty)) throw MIXED_KEYS;
        const value = partTypeOf(typed, ty);
        const key = keyFor(value, wrap);
        return typed.keptFor === key ? (typed.kept as Out) : keep(typed, key, this.map(typed, value, wrap, partial));
      }
      case 'class': {
        const key = keyFor(typed.ty, wrap);
        return typed.keptFor === key ? (typed.kept as Out) : keep(typed, key, this.object(typed, key, wrap, partial));
      }
    }
  }

  /** The text form of a list or object, written on where it was left; of any other value, written out. */
  private form(typed: TextForm): Out {
    const { raw } = typed;
    if (raw.kind !== 'list' && raw.kind !== 'object') return outLeaf(typed.json);
    let form = this.forms.get(raw);
    if (form === undefined) this.forms.set(raw, (form = new GrowingForm(raw)));
    const before = form.work;
    form.update();
    this.work += form.work - before;
    const { node, suffix } = form;
    return outText(node, node.length, suffix);
  }

  /** The fields of a class; those that are the same values as in the object made last for the same text are taken from it. */
  private object(typed: TypedClass, key: number, wrap: boolean, partial: boolean): Out {
    if (typed.ty.kind !== 'class') return NULL_OUT;
    const fields = typed.ty.members.fields();
    const { raw, values } = typed;
    const object = raw?.kind === 'object' ? raw : null;
    const last = object === null ? null : (object.shown as Shown | null);
    const base = last !== null && last.by === this && last.key === key ? last : undefined;
    const size = values.length;
    let outs: Out[] | null = null;
    if (base === undefined) {
      outs = new Array<Out>(size);
      for (let at = 0; at < size; at++) outs[at] = this.field(values[at]!, fields[at]!.declared, wrap, partial);
    } else {
      const before = base.typed.values;
      const made = base.out.values;
      const turned = before === typed.from ? typed.turned : null;
      const count = before === values ? 0 : (turned?.length ?? size);
      for (let turn = 0; turn < count; turn++) {
        const at = turned === null ? turn : turned[turn]!;
        const value = values[at]!;
        if (before[at] === value) continue;
        const out = this.field(value, fields[at]!.declared, wrap, partial);
        if (made[at] === out) continue;
        outs ??= made.slice();
        outs[at] = out;
      }
    }
    const out = base !== undefined && outs === null ? base.out : outObject(keysOf(fields), outs ?? []);
    if (object === null) return out;
    if (object.closed) object.shown = null;
    else if (base === undefined) object.shown = { by: this, key, typed, out };
    else {
      base.typed = typed;
      base.out = out;
    }
    return out;
  }

  private list(typed: TypedList, item: Ty, wrap: boolean, partial: boolean): Out {
    const entries = partsOf(typed, keyFor(item, wrap), (): Items => ({ read: 0, outs: [], hasGap: false, last: null }));
    for (; entries.read < typed.count; entries.read++) {
      const out = this.item(typed.items[entries.read]!, item, wrap, partial);
      if (out === null) continue;
      entries.hasGap ||= entries.outs.length < entries.read;
      entries.outs.push(out);
    }
    const tail = typed.tail === null ? null : this.item(typed.tail, item, wrap, partial);
    const { last, outs } = entries;
    if (entries.hasGap || (tail !== null && outs.length < typed.count)) {
      const out = this.withGap(typed, item, wrap, partial);
      if (out !== null) return out;
    }
    if (last !== null && last.count === outs.length && last.tail === tail) return last;
    return (entries.last = outList(outs, tail));
  }

  private map(typed: TypedMap, value: Ty, wrap: boolean, partial: boolean): Out {
    const entries = partsOf(typed, keyFor(value, wrap), (): Entries => ({ outs: [], withholds: false, last: null }));
    for (let at = entries.outs.length; at < typed.count; at++) {
      const out = this.item(typed.values[at]!, value, wrap, partial);
      entries.withholds ||= out === null;
      entries.outs.push(out);
    }
    const { keys, earlier, count, tailKey, tailEarlier } = typed;
    const tail = typed.tail === null ? null : this.item(typed.tail, value, wrap, partial);
    const { outs, last } = entries;
    if (entries.withholds || (tail === null && tailEarlier >= 0)) {
      const out = this.withGap(typed, value, wrap, partial);
      if (out !== null) return out;
    }
    if (last !== null && last.count === count && last.tail === tail) {
      if (last.tailKey === tailKey && last.tailEarlier === tailEarlier) return last;
    }
    return (entries.last = outMap({ keys, values: outs, earlier }, count, tailKey, tail, tailEarlier));
  }

  /**
   * A list or map in which a part is shown behind one that is withheld: each gets what was found out about the one of its number.
   * Null when what is withheld stands behind all others, that which comes again in a map at its first place.
   */
  private withGap(typed: TypedList | TypedMap, part: Ty, wrap: boolean, partial: boolean): OutList | OutMap | null {
    if (typed.count > MAX_PARTS) return null;
    const all = placesOf(typed);
    this.work += all.length;
    const shown = all.filter((at) => !partial || !isWithheld(part, partAt(typed, at)));
    if (shown.every((at, index) => at === all[index])) return null;
    const outs = new Map<number, Out>();
    for (const [index, at] of shown.entries()) {
      outs.set(at, this.itemBeside(partAt(typed, at), partAt(typed, all[index]!), part, wrap, partial));
    }
    return withParts(typed, outs);
  }

  private itemBeside(typed: Typed, other: Typed, ty: Ty, wrap: boolean, partial: boolean): Out {
    return this.wrapped(typed, ty, this.beside(typed, other, ty, wrap, partial), wrap, other);
  }

  private beside(typed: Typed, other: Typed, ty: Ty, wrap: boolean, partial: boolean): Out {
    this.paired ??= new Paired({
      value: (one, place, wraps) => this.value(one, place, wraps, partial),
      item: (one, beside, place, wraps) => this.itemBeside(one, beside, place, wraps, partial),
      field: (one, beside, place, wraps) => this.field(one, place, wraps, partial, beside),
      isShown: (one, place) => !partial || !isWithheld(place, one),
    });
    return this.paired.value(typed, other, ty, wrap);
  }
}

function keep(typed: Typed, key: number, out: Out): Out {
  typed.kept = out;
  typed.keptFor = key;
  return out;
}

function textOut({ node, length, suffix }: TypedText): Out {
  node.shown = true;
  return outText(node, length, suffix);
}

/** One number for a type and whether wrappers are on. */
const keyFor = (ty: Ty, wrap: boolean): number => ty.id * 2 + Number(wrap);

function partsOf<T extends Items | Entries>(typed: TypedList | TypedMap, key: number, make: () => T): T {
  const known = typed.memo.get(key);
  if (known !== undefined) return known as T;
  const made = make();
  typed.memo.add(key, made);
  return made;
}

const keyLists = new WeakMap<readonly { readonly name: string }[], readonly string[]>();

function keysOf(fields: readonly { readonly name: string }[]): readonly string[] {
  let keys = keyLists.get(fields);
  if (keys === undefined) {
    keys = fields.map((field) => field.name);
    keyLists.set(fields, keys);
  }
  return keys;
}

/**
 * Whether a value at a place of type `ty` is told with its state although it must be whole: what stands in for a refused value of
 * a union is of the type of a variant, or of none.
 */
function saysState(typed: Typed, ty: Ty): boolean {
  if (typed.raw !== null || (typed.flags & Flag.Replaced) === 0) return ty.withState;
  return typed.kind !== 'scalar' && typed.ty.withState;
}

/** Whether `typed` stays out of the snapshot for now. */
export function isWithheld(ty: Ty, typed: Typed): boolean {
  return mustBeDone(ty, typed) && stateOf(typed) !== 'complete';
}

/** Whether a value of type `ty` is withheld until it is complete. */
export function mustBeDone(ty: Ty, typed: Typed): boolean {
  switch (ty.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
    case 'enum':
    case 'literal':
    case 'media':
      return true;
    case 'string':
    case 'list':
    case 'map':
    case 'class':
    case 'alias':
      return ty.done;
    case 'union': {
      let [all, must, mine] = [true, false, false];
      for (const variant of ty.variants) {
        if (variant.kind === 'null') continue;
        if (!mustBeDone(variant, typed)) all = false;
        else {
          must = true;
          mine ||= !ty.done && isOfType(typed, variant);
        }
      }
      return all || (must && (ty.done || mine));
    }
  }
}

/** How many aliases are looked through. */
const MAX_ALIASES = 4;

/** The kind of a type; a value read as a literal counts as its plain kind. */
function plainKind(ty: Ty): Ty['kind'] {
  if (ty.kind !== 'literal') return ty.kind;
  return typeof ty.value === 'string' ? 'string' : typeof ty.value === 'number' ? 'int' : 'bool';
}

function isOfType(typed: Typed, ty: Ty, depth = 0): boolean {
  if (ty.kind === 'union') return ty.variants.some((variant) => isOfType(typed, variant, depth));
  if (ty.kind === 'alias') return depth < MAX_ALIASES && isOfType(typed, ty.target(), depth + 1);
  if (plainKind(typed.ty) !== ty.kind) return false;
  // Of a list or map nobody knows the type before something is in it.
  if (ty.kind === 'list' && typed.kind === 'list') {
    const first = typed.count > 0 ? typed.items[0]! : typed.tail;
    return first !== null && isOfType(first, ty.item, depth);
  }
  if (ty.kind === 'map' && typed.kind === 'map') {
    // Its keys are strings, and the names of an enum are none.
    if (ty.key.kind === 'enum') return false;
    const first = typed.count > 0 ? typed.values[0]! : typed.tail;
    return first !== null && isOfType(first, ty.value, depth);
  }
  if (ty.kind === 'class' && typed.ty.kind === 'class') return ty.decl === typed.ty.decl;
  if (ty.kind === 'enum' && typed.ty.kind === 'enum') return ty.decl === typed.ty.decl;
  return true;
}
