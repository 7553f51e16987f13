/** Strings, numbers, booleans, null, literals and enums. */
import type { Json } from '../../ir/json';
import { textForm } from '../json/textForm';
import type { RawString } from '../json/raw';
import { trimBlanks, type PlainRaw, type Raw, type RawNumber } from '../json/raw';
import type { Coercer } from './coerce';
import { expected, Failure, typeLabel } from './failure';
import { matchName, type Name } from './match';
import { SCORE_OF_NULL } from './outweighed';
import { numberIn, roundToInteger, wrapInteger } from './numbers';
import { Flag, scalar, TextForm, textOf, withFlags, type Typed, type TypedText } from './typed';
import type { EnumTy, LiteralTy, ScalarTy, Ty } from './types';

/** The value exactly as the type wants it, or null. */
export function castScalar(raw: PlainRaw, ty: ScalarTy | LiteralTy | EnumTy): Typed | null {
  const flags = raw.complete ? Flag.None : Flag.Incomplete;
  switch (ty.kind) {
    case 'string':
      return raw.kind === 'string' ? text(ty, raw, flags) : null;
    case 'int':
      return raw.kind === 'number' && raw.integer && isSigned(raw)
        ? scalar(ty, raw, wrapInteger(raw.value, raw.big), flags, 0)
        : null;
    case 'float':
      return raw.kind === 'number' ? scalar(ty, raw, raw.value, flags, 0) : null;
    case 'bool':
      return raw.kind === 'word' && raw.value !== null ? scalar(ty, raw, raw.value, flags, 0) : null;
    case 'null':
      return raw.kind === 'word' && raw.value === null ? scalar(ty, raw, null, flags, 0) : null;
    case 'literal':
      return isLiteral(raw, ty.value) ? scalar(ty, raw, ty.value, flags, 0) : null;
    case 'enum': {
      if (raw.kind !== 'string') return null;
      const value = ty.values.find((one) => (one.alias ?? one.name) === raw.value);
      return value === undefined ? null : scalar(ty, raw, value.name, flags, 0);
    }
    case 'media':
      return null;
  }
}

/** Whether an integer fits 64 bits with a sign: a larger one is exact for no type. */
const isSigned = ({ big }: RawNumber): boolean => big === null || BigInt.asIntN(64, big) === big;

/** The value made last where it is the same: most strings read the same when their end is seen and when they are put in place. */
function text(ty: Ty, node: RawString, flags: number): TypedText {
  const last = node.made as TypedText | null;
  if (last !== null && last.ty === ty && last.flags === flags) {
    if (last.length === node.length && last.suffix === node.suffix) {
      if (node.closed) node.made = null;
      return last;
    }
  }
  const made = textOf(ty, node, flags);
  node.made = node.closed ? null : made;
  return made;
}

function isLiteral(raw: PlainRaw, value: LiteralTy['value']): boolean {
  switch (raw.kind) {
    case 'string':
      return raw.value === value;
    case 'number':
      return raw.integer && raw.value === value;
    case 'word':
      return raw.value === value;
    default:
      return false;
  }
}

/** The value as near to the type as it can be brought. */
export function lenientScalar(coercer: Coercer, raw: Raw, ty: ScalarTy | LiteralTy | EnumTy): Typed | Failure {
  switch (ty.kind) {
    case 'string':
      return toText(raw, ty);
    case 'int':
    case 'float':
      return toNumber(coercer, raw, ty, ty.kind === 'int');
    case 'bool':
      return toBoolean(coercer, raw, ty);
    case 'null':
      return raw.kind === 'word' && raw.value === null
        ? scalar(ty, raw, null, Flag.None, 0)
        : scalar(ty, raw, null, Flag.Replaced, SCORE_OF_NULL);
    case 'literal':
      return toLiteral(coercer, raw, ty);
    case 'enum':
      return named(raw, ty, enumNames(ty), true);
    case 'media':
      return expected(ty, raw);
  }
}

function toText(raw: Raw, ty: ScalarTy): Typed | Failure {
  if (raw.kind === 'string') return text(ty, raw, Flag.None);
  if (raw.kind === 'word' && raw.value === null) return expected(ty, raw);
  return new TextForm(ty, raw, Flag.TextForm, 2, -1);
}

function toNumber(coercer: Coercer, raw: Raw, ty: Ty, integer: boolean): Typed | Failure {
  if (raw.kind === 'list') return firstOf(coercer, raw, ty, (item) => toNumber(coercer, item, ty, integer));
  if (raw.kind === 'number') return fromNumber(raw, ty, integer);
  if (raw.kind !== 'string') return expected(ty, raw);
  const found = numberIn(raw.value);
  if (found === null) return expected(ty, raw);
  if (integer) return scalar(ty, raw, roundToInteger(found.value), Flag.None, found.integer ? 0 : 1);
  return scalar(ty, raw, finite(found.value), Flag.None, found.inText ? 1 : 0);
}

function fromNumber(raw: RawNumber, ty: Ty, integer: boolean): Typed {
  if (!integer) return scalar(ty, raw, raw.value, Flag.None, 0);
  if (raw.integer) return scalar(ty, raw, wrapInteger(raw.value, raw.big), Flag.None, 0);
  return scalar(ty, raw, roundToInteger(raw.value), Flag.None, 1);
}

/** JSON has no word for infinity and not-a-number. */
const finite = (value: number): Json => (Number.isFinite(value) ? value : null);

const BOOLEANS: readonly Name[] = [
  { value: 'true', spellings: ['true', 'True', 'TRUE'] },
  { value: 'false', spellings: ['false', 'False', 'FALSE'] },
];

function toBoolean(coercer: Coercer, raw: Raw, ty: Ty): Typed | Failure {
  if (raw.kind === 'list') return firstOf(coercer, raw, ty, (item) => toBoolean(coercer, item, ty));
  if (raw.kind === 'word' && raw.value !== null) return scalar(ty, raw, raw.value, Flag.None, 0);
  if (raw.kind !== 'string') return expected(ty, raw);
  const word = raw.value.toLowerCase();
  if (word === 'true' || word === 'false') return scalar(ty, raw, word === 'true', Flag.None, 1);
  const found = matchName(raw.value, BOOLEANS, true);
  if (found.kind !== 'match') return expected(ty, raw);
  return scalar(ty, raw, found.value === 'true', Flag.None, 1);
}

function toLiteral(coercer: Coercer, raw: Raw, ty: LiteralTy): Typed | Failure {
  if (raw.kind === 'object' && raw.length === 1) {
    const inner = raw.value(0);
    if (inner.kind === 'string' || inner.kind === 'number' || (inner.kind === 'word' && inner.value !== null)) {
      // Read as the literal itself would be, without what is asked of a value of its type: neither cast nor constraints.
      const result = toLiteral(coercer, inner, ty);
      return result instanceof Failure ? result : withFlags(result, Flag.None, 2);
    }
  }
  if (typeof ty.value === 'string') {
    return named(raw, ty, [{ value: ty.value, spellings: [ty.value] }], true);
  }
  const isNumber = typeof ty.value === 'number';
  const result = isNumber ? toNumber(coercer, raw, ty, true) : toBoolean(coercer, raw, ty);
  if (result instanceof Failure || (result.kind === 'scalar' && result.json === ty.value)) return result;
  return expected(ty, raw);
}

function enumNames(ty: EnumTy): readonly Name[] {
  return ty.values.map((value) => {
    const rendered = value.alias ?? value.name;
    const about = value.description === undefined ? undefined : trimBlanks(value.description);
    return {
      value: value.name,
      spellings: about === undefined || about === '' ? [rendered] : [rendered, about, `${rendered}: ${about}`],
    };
  });
}

function named(raw: Raw, ty: Ty, names: readonly Name[], substrings: boolean): Typed | Failure {
  if (raw.kind === 'word' && raw.value === null) return expected(ty, raw);
  const input = raw.kind === 'string' ? raw.value : textForm(raw);
  const found = matchName(input, names, substrings);
  const penalty = raw.kind === 'string' ? 0 : 2;
  switch (found.kind) {
    case 'match':
      return scalar(ty, raw, found.value, Flag.None, penalty + (found.substring ? 2 : 0));
    case 'ambiguous':
      return new Failure(
        (_wording, _where, as) =>
          `Too many matches for ${typeLabel(as ?? ty)}. Got: ${found.counts.map(([value, count]) => `${value} (${count} times)`).join(', ')}`,
      );
    case 'none':
      return expected(ty, raw);
  }
}

/** The best item of a list, for a single value. The items are read as they are, wrappers and all. */
function firstOf(
  coercer: Coercer,
  raw: Raw & { kind: 'list' },
  ty: Ty,
  read: (item: Raw) => Typed | Failure,
): Typed | Failure {
  return coercer.best(ty, raw.items, raw.items.length, raw.tail === null ? [] : [raw.tail], (item) => {
    const result = read(item);
    return result instanceof Failure || item.complete ? result : withFlags(result, Flag.Incomplete);
  });
}
