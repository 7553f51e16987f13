/** Typed values: what coercion makes of raw ones. Never changed once made; lists and maps share their finished part. */
import type { Json } from '../../ir/json';
import type { Memo } from '../memo';
import type { Raw, RawString } from '../json/raw';
import { textForm } from '../json/textForm';
import { plainMaker, type Mutable } from '../plainMaker';
import type { Ty } from './types';

/** What happened on the way to a value. */
export const enum Flag {
  None = 0,
  /** Its text is unfinished. */
  Incomplete = 1,
  /** Not in the text so far; the value is a filler. */
  Pending = 2,
  FromFence = 4,
  /** A text form, made because a string was asked for. */
  TextForm = 8,
  /** One of several values was taken. */
  FirstMatch = 16,
  SingleToList = 32,
  /** Filler for a list or map that is not there, or null for an optional that is not. */
  Absent = 64,
  /** The value was offered to the only field of a class. */
  ImpliedKey = 128,
  InferredFromText = 256,
  Inferred = 512,
  DroppedItems = 1024,
  /** Stands in for a value that does not fit. */
  Replaced = 2048,
  /** A class whose text is not closed. Set by `quirks/correctedCoercer.ts` only: the official runtime does not mark it. */
  Open = 4096,
  /** Checks were asked about it: `checksOf`. */
  Checked = 8192,
}

/** What a check said of a value. */
export interface CheckResult {
  readonly name: string;
  readonly expression: string;
  readonly status: 'succeeded' | 'failed';
}

const checkResults = new WeakMap<Typed, readonly CheckResult[]>();

/** What checks have said of this value, in the order in which they were asked. */
export const checksOf = (typed: Typed): readonly CheckResult[] =>
  (typed.flags & Flag.Checked) === 0 ? [] : (checkResults.get(typed) ?? []);

/** The value with what more checks say of it. */
export function withChecks<T extends Typed>(typed: T, checks: readonly CheckResult[]): T {
  if (checks.length === 0) return typed;
  const copy = copied(typed, typed.flags | Flag.Checked, typed.score, typed.variant);
  checkResults.set(copy, [...checksOf(typed), ...checks]);
  return copy as T;
}

/** Above the flags: the place, counted from 1, at which a value was picked by or inside a union last; 0 for none. */
const PICK_SHIFT = 16;
const PICK_MASK = -1 << PICK_SHIFT;

/** The variant, or candidate, at which a union picked this value; -1 when none did. It is tried first for the next item. */
export const pickedAt = (typed: Typed): number => (typed.flags >>> PICK_SHIFT) - 1;

/** The value as the union's pick at place `at`. */
export function withPick<T extends Typed>(typed: T, at: number): T {
  const flags = (typed.flags & ~PICK_MASK) | (((at + 1) << PICK_SHIFT) & PICK_MASK);
  return flags === typed.flags ? typed : (twinOf(typed, flags, typed.score, typed.variant) as T);
}

interface TypedBase {
  readonly ty: Ty;
  /** The raw value it was made from; null for a filler. */
  readonly raw: Raw | null;
  readonly flags: number;
  readonly score: number;
  /** The variant of the union it was chosen from, counted from 0. */
  readonly variant: number;
  /** What the snapshot makes of it, kept by `stream/withhold.ts`, and for which type and wrapping. */
  kept: unknown;
  keptFor: number;
  /** The copy made last with other flags, score or variant, so that one value has one copy. */
  twin: Typed | null;
}
export interface TypedScalar extends TypedBase {
  readonly kind: 'scalar';
  readonly json: Json;
}
/**
 * The text form of a value, for a string. It is written out only when somebody reads it: most of them lose against another
 * reading of the same value, and would be made anew with every character of it.
 */
export class TextForm implements TypedScalar {
  readonly kind = 'scalar';
  kept: unknown = undefined;
  keptFor = -1;
  twin: Typed | null = null;
  private text: string | null = null;
  constructor(
    readonly ty: Ty,
    readonly raw: Raw,
    readonly flags: number,
    readonly score: number,
    readonly variant: number,
  ) {}
  get json(): string {
    return (this.text ??= textForm(this.raw));
  }
}

/** A string taken as it is in the text. `length` and `suffix` are those of the moment. */
export interface TypedText extends TypedBase {
  readonly kind: 'text';
  readonly node: RawString;
  readonly length: number;
  readonly suffix: string;
}
export interface TypedList extends TypedBase {
  readonly kind: 'list';
  readonly items: readonly Typed[];
  /** How many of `items` belong to this list; more may have been added since. */
  readonly count: number;
  readonly tail: Typed | null;
  /** Where work on the finished items is remembered. */
  readonly memo: Memo;
}
export interface TypedMap extends TypedBase {
  readonly kind: 'map';
  /** In the order of the text. Of a key that comes again the last value counts, at the place of the first. */
  readonly keys: readonly string[];
  readonly values: readonly Typed[];
  /** Where the key of each entry came last before it; -1 where it did not. */
  readonly earlier: readonly number[];
  readonly count: number;
  readonly tailKey: string;
  readonly tail: Typed | null;
  readonly tailEarlier: number;
  readonly memo: Memo;
}
export interface TypedClass extends TypedBase {
  readonly kind: 'class';
  /** One value per field, in the order of the class. */
  readonly values: readonly Typed[];
  /**
   * While it is open: the values of the one it was made from, and at which positions it has others; so that nobody has to look at all
   * fields of a wide class for each of them.
   */
  from: readonly Typed[] | null;
  turned: readonly number[] | null;
}
export type Typed = TypedScalar | TypedText | TypedList | TypedMap | TypedClass;

export function withFlags<T extends Typed>(typed: T, flags: number, penalty = 0): T {
  if ((typed.flags & flags) === flags && penalty === 0) return typed;
  return twinOf(typed, typed.flags | flags, typed.score + penalty, typed.variant) as T;
}

/** The value as variant `at` of a union, which picked it. */
export function withPickedVariant<T extends Typed>(typed: T, at: number): T {
  const flags = (typed.flags & ~PICK_MASK) | (((at + 1) << PICK_SHIFT) & PICK_MASK);
  if (flags === typed.flags && typed.variant === at) return typed;
  return twinOf(typed, flags, typed.score, at) as T;
}

export function withVariant<T extends Typed>(typed: T, variant: number): T {
  return typed.variant === variant ? typed : (twinOf(typed, typed.flags, typed.score, variant) as T);
}

/** The copy of a value with these marks. What a value is kept with can be known to its copy only, so that is handed over. */
function twinOf(typed: Typed, flags: number, score: number, variant: number): Typed {
  const { twin } = typed;
  if (twin !== null && twin.flags === flags && twin.score === score && twin.variant === variant) return twin;
  const copy = (typed.twin = copied(typed, flags, score, variant));
  if ((flags & Flag.Checked) !== 0) checkResults.set(copy, checksOf(typed));
  return copy;
}

/** A copy, written out: this runs for every open value at every chunk, and spreading is many times slower. */
function copied(typed: Typed, flags: number, score: number, variant: number): Typed {
  const { ty, raw, kept, keptFor } = typed;
  switch (typed.kind) {
    case 'scalar':
      if (typed instanceof TextForm) return new TextForm(ty, typed.raw, flags, score, variant);
      return new Scalar(ty, raw, typed.json, flags, score, variant, kept, keptFor);
    case 'text':
      return new Text(ty, raw, typed.node, typed.length, typed.suffix, flags, score, variant, kept, keptFor);
    case 'list':
      return listWith(typed, typed.tail, flags, score, variant, kept);
    case 'map':
      return mapWith(typed, typed.tail, flags, score, variant, kept);
    case 'class':
      return new Class(ty, raw, typed.values, flags, score, variant, kept, keptFor, typed.from, typed.turned);
  }
}

function listWith(
  { ty, raw, items, count, keptFor, memo }: TypedList,
  tail: Typed | null,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
): TypedList {
  return new List(ty, raw, items, count, tail, flags, score, variant, kept, keptFor, memo);
}

function mapWith(
  typed: TypedMap,
  tail: Typed | null,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
): TypedMap {
  const { ty, raw, keptFor, memo } = typed;
  return new Entries(
    ty,
    raw,
    typed,
    typed.count,
    tail,
    typed.tailKey,
    typed.tailEarlier,
    flags,
    score,
    variant,
    kept,
    keptFor,
    memo,
  );
}

// Made for every open value at every chunk.

const Scalar = plainMaker(function (
  this: Mutable<TypedScalar>,
  ty: Ty,
  raw: Raw | null,
  json: Json,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
  keptFor: number,
) {
  this.kind = 'scalar';
  this.ty = ty;
  this.raw = raw;
  this.flags = flags;
  this.score = score;
  this.variant = variant;
  this.kept = kept;
  this.keptFor = keptFor;
  this.twin = null;
  this.json = json;
});

const Text = plainMaker(function (
  this: Mutable<TypedText>,
  ty: Ty,
  raw: Raw | null,
  node: RawString,
  length: number,
  suffix: string,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
  keptFor: number,
) {
  this.kind = 'text';
  this.ty = ty;
  this.raw = raw;
  this.flags = flags;
  this.score = score;
  this.variant = variant;
  this.kept = kept;
  this.keptFor = keptFor;
  this.twin = null;
  this.node = node;
  this.length = length;
  this.suffix = suffix;
});

const List = plainMaker(function (
  this: Mutable<TypedList>,
  ty: Ty,
  raw: Raw | null,
  items: readonly Typed[],
  count: number,
  tail: Typed | null,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
  keptFor: number,
  memo: Memo,
) {
  this.kind = 'list';
  this.ty = ty;
  this.raw = raw;
  this.flags = flags;
  this.score = score;
  this.variant = variant;
  this.kept = kept;
  this.keptFor = keptFor;
  this.twin = null;
  this.items = items;
  this.count = count;
  this.tail = tail;
  this.memo = memo;
});

const Entries = plainMaker(function (
  this: Mutable<TypedMap>,
  ty: Ty,
  raw: Raw | null,
  { keys, values, earlier }: Finished,
  count: number,
  tail: Typed | null,
  tailKey: string,
  tailEarlier: number,
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
  keptFor: number,
  memo: Memo,
) {
  this.kind = 'map';
  this.ty = ty;
  this.raw = raw;
  this.flags = flags;
  this.score = score;
  this.variant = variant;
  this.kept = kept;
  this.keptFor = keptFor;
  this.twin = null;
  this.keys = keys;
  this.values = values;
  this.earlier = earlier;
  this.count = count;
  this.tailKey = tailKey;
  this.tail = tail;
  this.tailEarlier = tailEarlier;
  this.memo = memo;
});

const Class = plainMaker(function (
  this: Mutable<TypedClass>,
  ty: Ty,
  raw: Raw | null,
  values: readonly Typed[],
  flags: number,
  score: number,
  variant: number,
  kept: unknown,
  keptFor: number,
  from: readonly Typed[] | null,
  turned: readonly number[] | null,
) {
  this.kind = 'class';
  this.ty = ty;
  this.raw = raw;
  this.flags = flags;
  this.score = score;
  this.variant = variant;
  this.kept = kept;
  this.keptFor = keptFor;
  this.twin = null;
  this.values = values;
  this.from = from;
  this.turned = turned;
});

export function scalar(ty: Ty, raw: Raw | null, json: Json, flags: number, score: number): TypedScalar {
  return new Scalar(ty, raw, json, flags, score, -1, undefined, -1);
}

/** The string of a text as it is now. */
export function textOf(ty: Ty, node: RawString, flags: number): TypedText {
  return new Text(ty, node, node, node.length, node.suffix, flags, 0, -1, undefined, -1);
}

/** All of `items` as they are now, and perhaps one more. */
export function listOf(
  ty: Ty,
  raw: Raw | null,
  items: readonly Typed[],
  tail: Typed | null,
  flags: number,
  score: number,
  memo: Memo,
): TypedList {
  return new List(ty, raw, items, items.length, tail, flags, score, -1, undefined, -1, memo);
}

/** The finished entries of a map, in lists that grow. */
export type Finished = Pick<TypedMap, 'keys' | 'values' | 'earlier'>;

/** All finished entries as they are now, and perhaps one more. */
export function mapOf(
  ty: Ty,
  raw: Raw | null,
  finished: Finished,
  tail: Typed | null,
  tailKey: string,
  tailEarlier: number,
  flags: number,
  score: number,
  memo: Memo,
): TypedMap {
  const { length } = finished.keys;
  return new Entries(ty, raw, finished, length, tail, tailKey, tailEarlier, flags, score, -1, undefined, -1, memo);
}

/** `turned`: where `values` are others than `from`, when that is known. */
export function classOf(
  ty: Ty,
  raw: Raw | null,
  values: readonly Typed[],
  flags: number,
  score: number,
  from: readonly Typed[] | null = null,
  turned: readonly number[] | null = null,
): TypedClass {
  return new Class(ty, raw, values, flags, score, -1, undefined, -1, from, turned);
}

export function stateOf(typed: Typed): 'pending' | 'incomplete' | 'complete' {
  if ((typed.flags & Flag.Pending) !== 0) return 'pending';
  return (typed.flags & Flag.Incomplete) !== 0 ? 'incomplete' : 'complete';
}

/** JSON null where null is allowed. */
export function nullFor(ty: Ty, raw: Raw | null): Typed {
  return scalar(ty, raw, null, Flag.None, 0);
}

/**
 * A class, list or map with another part: at a position of a class, or the open one (-1) of the others. `kept` is what the
 * snapshot makes of it, for the same type as before.
 */
export function withPart(typed: Typed, at: number, part: Typed, score: number, kept: unknown): Typed {
  const { flags, variant } = typed;
  switch (typed.kind) {
    case 'class': {
      const values = typed.values.slice();
      values[at] = part;
      return new Class(typed.ty, typed.raw, values, flags, score, variant, kept, typed.keptFor, typed.values, [at]);
    }
    case 'list':
      return listWith(typed, part, flags, score, variant, kept);
    case 'map':
      return mapWith(typed, part, flags, score, variant, kept);
    default:
      return typed;
  }
}
