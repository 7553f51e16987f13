/**
 * What the runtime says of the values in a list or map out of which one was withheld that is not the last.
 *
 * It puts each value together with what was found out about it (checks, marks of the parser) by counting: the second value that is
 * left is put together with what was found out about the second of all. Two that are not of one kind refuse the whole answer; of
 * lists and maps so many parts are left as both have, and of classes the fields that both have. Hardly any answer comes to this:
 * mostly it is a map in which a key comes again while its value is not done.
 */
import type { Typed, TypedClass, TypedList, TypedMap } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { outList, outMap, outObject, type Out, type OutList, type OutMap } from './out';
import { partTypeOf } from './partTypes';

/** Of a list or map with more parts nothing is put together: that would cost all of them with every chunk. */
export const MAX_PARTS = 256;

/** Makes snapshots of values: what `Paired` asks for them. */
export interface Shows {
  /** A visible value without wrappers around itself. */
  value(typed: Typed, ty: Ty, wrap: boolean): Out;
  /** A visible value in a list or map, with what was found out about `other`. */
  item(typed: Typed, other: Typed, ty: Ty, wrap: boolean): Out;
  /** A field of a class, with what was found out about `other`. */
  field(typed: Typed, other: Typed, ty: Ty, wrap: boolean): Out;
  isShown(typed: Typed, ty: Ty): boolean;
}

/** Two values that are put together are not of one kind: the runtime refuses all of the answer then. */
export class Unlike extends Error {}
const UNLIKE = new Unlike();

interface Known {
  readonly other: Typed;
  readonly ty: Ty;
  readonly wrap: boolean;
  readonly out: Out;
}

export class Paired {
  private readonly known = new WeakMap<Typed, Known>();

  constructor(private readonly shows: Shows) {}

  /** A visible value, its parts with what was found out about those of `other`. Throws `Unlike` where the two are not of one kind. */
  value(own: Typed, other: Typed, ty: Ty, wrap: boolean): Out {
    const plain = this.shows.value(own, ty, wrap);
    if (own === other || isNull(own)) return plain;
    if (kindOf(own) !== kindOf(other)) throw UNLIKE;
    if (own.kind === 'scalar' || own.kind === 'text') return plain;
    const known = this.known.get(own);
    if (known !== undefined && known.other === other && known.ty === ty && known.wrap === wrap) return known.out;
    const out = this.parts(own, other, ty, wrap, plain);
    this.known.set(own, { other, ty, wrap, out });
    return out;
  }

  /** `plain` where nothing turns out differently. */
  private parts(own: TypedList | TypedMap | TypedClass, other: Typed, ty: Ty, wrap: boolean, plain: Out): Out {
    if (own.kind === 'class') return this.fields(own, other as TypedClass, wrap, plain);
    const part = partTypeOf(own, ty);
    const beside = other as TypedList | TypedMap;
    if (Math.max(own.count, beside.count) > MAX_PARTS) return plain;
    const shown = placesOf(own).filter((at) => this.shows.isShown(partAt(own, at), part));
    const all = placesOf(beside);
    const outs = new Map<number, Out>();
    for (const [index, at] of shown.entries()) {
      const place = all[index];
      if (place !== undefined) outs.set(at, this.shows.item(partAt(own, at), partAt(beside, place), part, wrap));
    }
    const made = withParts(own, outs);
    return made.kind === 'list' && plain.kind === 'list' && sameParts(plain, made) ? plain : made;
  }

  private fields(own: TypedClass, other: TypedClass, wrap: boolean, plain: Out): Out {
    if (own.ty.kind !== 'class' || other.ty.kind !== 'class' || plain.kind !== 'object') return plain;
    const found = other.ty.members.fields();
    const keys: string[] = [];
    const outs: Out[] = [];
    let isSame = true;
    own.ty.members.fields().forEach(({ name, declared }, at) => {
      const value = own.values[at]!;
      const otherAt = own.ty === other.ty ? at : found.findIndex((member) => member.name === name);
      const beside = other.values[otherAt];
      if (beside === undefined) isSame = false;
      else {
        const out = this.shows.field(value, beside, declared, wrap);
        isSame &&= out === plain.values[at];
        keys.push(name);
        outs.push(out);
      }
    });
    return isSame ? plain : outObject(keys, outs);
  }
}

/** Where the parts of a list or map stand, that which is open behind all others; of a key that comes again the last one, first. */
export function placesOf(typed: TypedList | TypedMap): readonly number[] {
  const { count } = typed;
  if (typed.kind === 'list') return Array.from({ length: count + (typed.tail === null ? 0 : 1) }, (_, at) => at);
  const places = new Map<string, number>();
  for (let at = 0; at < count; at++) places.set(typed.keys[at]!, at);
  if (typed.tail !== null) places.set(typed.tailKey, count);
  return [...places.values()];
}

export function partAt(typed: TypedList | TypedMap, at: number): Typed {
  if (at === typed.count) return typed.tail!;
  return typed.kind === 'list' ? typed.items[at]! : typed.values[at]!;
}

/** The list or map of which these parts are to be seen, by their places. */
export function withParts(typed: TypedList | TypedMap, outs: ReadonlyMap<number, Out>): OutList | OutMap {
  const { count } = typed;
  if (typed.kind === 'list') {
    return outList([...outs.values()], null);
  }
  // Keys of its own: such a map does not begin as the one before it.
  const { earlier, tailKey, tailEarlier } = typed;
  const keys = typed.keys.slice(0, count);
  const values = keys.map((_, at) => outs.get(at) ?? null);
  const tail = outs.get(count) ?? null;
  return outMap({ keys, values, earlier }, count, tailKey, tail, tailEarlier);
}

const isNull = (typed: Typed): boolean => typed.kind === 'scalar' && typed.json === null;

/** What kind of value it is, as far as two of them can be put together. */
function kindOf(typed: Typed): string {
  if (typed.kind !== 'scalar') return typed.kind === 'text' ? 'string' : typed.kind;
  if (typed.json === null) return 'null';
  if (typed.ty.kind === 'enum' || typed.ty.kind === 'float') return typed.ty.kind;
  return typeof typed.json;
}

const sameParts = (a: OutList, b: OutList): boolean => {
  const [left, right] = [itemsOf(a), itemsOf(b)];
  return left.length === right.length && left.every((out, at) => out === right[at]);
};

const itemsOf = ({ items, count, tail }: OutList): readonly Out[] =>
  tail === null ? items.slice(0, count) : [...items.slice(0, count), tail];
