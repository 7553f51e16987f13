/**
 * Why a value whose text has arrived is not visible: one cause, with the place that says so, and what it waits for. A
 * cause is named only when it is certain: among several variants a union could still become, none is blamed.
 */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { Flag, type Typed } from '../coerce/typed';
import { blockOf, isOptional } from '../coerce/types';
import type { Raw, RawObject } from '../json/raw';
import { fieldNamed } from './fieldNamed';
import type { Hold, Path } from './frame';
import { MadeHold } from './made';
import { leadsTo, pathText } from './pathText';
import { fieldFor, possibleVariants } from './possibleVariants';
import { typeText, withoutNull } from './typeText';

interface Where {
  readonly path: Path;
}

/** A place in the answer, as far as a hold is concerned. */
export interface Place {
  readonly type: Type;
  /** The field it is, when it is a field. */
  readonly field: { readonly name: string; readonly owner: ClassType } | null;
  /** Where it stands; the path is made only when a hold names it. */
  readonly row: Where;
  readonly raw: Raw;
}

/**
 * The cause at a place that is not visible; `above`: the hold of the value around it, when that is withheld. Null when
 * nothing withholds it: its text is finished and does not fit the type.
 */
export function holdAt(place: Place, above: Hold | null, schema: Schema): Hold | null {
  if (above === null) return ownHold(place, schema);
  const waitsFor = above.waitsFor !== undefined && leadsTo(place.row.path, above.waitsFor) ? undefined : above.waitsFor;
  // What the value around it waits for has a cause of its own.
  const own = waitsFor === above.waitsFor || place.raw.complete ? null : ownHold(place, schema);
  if (own !== null && own.cause !== 'parser') return own;
  return holdOf('parent', above.on, above.at, waitsFor);
}

function holdOf(cause: Hold['cause'], on?: string, at?: Hold['at'], waitsFor?: string): Hold {
  return new MadeHold(cause, waitsFor, on, at);
}

function ownHold(place: Place, schema: Schema): Hold | null {
  const { type, raw, row } = place;
  const bare = withoutNull(type);
  if (raw.kind === 'string' && isBracketed(bare) && row.path.length === 0) return new MadeHold('prose');
  const variants = possibleVariants(bare, raw, schema);
  const only = variants.length === 1 ? variants[0]! : null;
  const done = raw.complete ? null : doneHold(place, only, schema);
  if (done !== null) return done;
  const missing = only === null ? null : notNullHold(only, raw, row, schema, 0);
  if (missing !== null) return missing;
  if (raw.closed && raw.complete) return null;
  if (variants.length > 0 && variants.every((one) => isAtomic(one))) return new MadeHold('atomic');
  if (isAtomic(bare)) return new MadeHold('atomic');
  return new MadeHold(bare.kind === 'union' ? 'union' : 'parser');
}

// ---------------------------------------------------------------------------------------------------- done

/** `only`: what the value can be, when that is decided. */
function doneHold({ type, field, raw, row }: Place, only: Type | null, schema: Schema): Hold | null {
  const waitsFor = (): string | undefined => (only === null ? undefined : lastOpen(only, raw, row, schema));
  const bare = withoutNull(type);
  const marked = [type, bare, only].find((one) => one?.attributes?.done !== undefined);
  const own = marked?.attributes?.done;
  if (marked && own !== undefined) {
    return holdOf('done', field === null ? `type ${typeText(marked)}` : `field ${field.name}`, own, waitsFor());
  }
  const block = only === null ? undefined : blockOf(only, schema);
  const at = block?.attributes.done;
  if (block !== undefined && at !== undefined) {
    return holdOf('block-done', `${only?.kind === 'enum' ? 'enum' : 'class'} ${block.name}`, at, waitsFor());
  }
  const inherited = field?.owner.attributes.done;
  if (field === null || inherited === undefined) return null;
  return holdOf('block-done', `class ${field.owner.name}`, inherited, waitsFor());
}

/**
 * The member an unfinished object waits for: the last one in the order of its class that is open or must still come;
 * when all are there, the one its text ends with.
 */
function lastOpen(type: Type, raw: Raw, row: Where, schema: Schema): string | undefined {
  const decl = type.kind === 'class' ? schema.classes[type.name] : undefined;
  if (decl === undefined || raw.kind !== 'object') return undefined;
  const open = decl.fields.findLast((field) => {
    if (field.skip === true) return false;
    const child = fieldNamed(raw, field.alias ?? field.name);
    return child === null ? !isOptional(field.type, schema) : !child.closed;
  });
  const last = raw.values.length > 0 ? fieldFor(decl, raw.keys[raw.values.length - 1]!) : undefined;
  const name = (open ?? last)?.name;
  return name === undefined ? undefined : pathText([...row.path, name]);
}

// ------------------------------------------------------------------------------------------------ not_null

/** How deep a chain of not_null fields is followed. */
const MAX_CHAIN = 20;

/** The not_null field that keeps an object from being a class, deepest first. */
function notNullHold(type: Type, raw: Raw, row: Where, schema: Schema, depth: number): Hold | null {
  const decl = type.kind === 'class' ? schema.classes[type.name] : undefined;
  if (raw.kind !== 'object' || decl === undefined || depth > MAX_CHAIN) return null;
  for (const field of decl.fields) {
    const at = field.type.attributes?.notNull ?? blockOf(field.type, schema)?.attributes.notNull;
    if (at === undefined || field.skip === true || isOptional(field.type, schema)) continue;
    const hold = memberHold(field, raw, row, schema, depth);
    if (hold === null) continue;
    return hold === 'itself'
      ? holdOf('not-null', `field ${field.name}`, at, pathText([...row.path, field.name]))
      : hold;
  }
  return null;
}

/** Why a not_null member is not ready: something in it, or itself; null when it is. */
function memberHold(
  field: ClassType['fields'][number],
  raw: RawObject,
  row: Where,
  schema: Schema,
  depth: number,
): Hold | 'itself' | null {
  const child = fieldNamed(raw, field.alias ?? field.name);
  if (child === null) return 'itself';
  const [only, more] = possibleVariants(withoutNull(field.type), child, schema);
  if (only !== undefined && more === undefined) {
    const deeper = notNullHold(only, child, { path: [...row.path, field.name] }, schema, depth + 1);
    if (deeper !== null) return deeper;
  }
  return child.complete || !needsWhole(field.type, schema) ? null : 'itself';
}

/** Whether a not_null value of this type counts only when it is finished. */
function needsWhole(type: Type, schema: Schema): boolean {
  if (type.attributes?.done !== undefined || blockOf(type, schema)?.attributes.done !== undefined) return true;
  return type.kind === 'union' ? type.variants.some(isAtomic) : isAtomic(type);
}

// ------------------------------------------------------------------------------------------------ by type

/** Whether values of this type come in one step. */
function isAtomic(type: Type): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name !== 'string';
    case 'literal':
    case 'enum':
      return true;
    case 'union':
      return type.variants.every(isAtomic);
    default:
      return false;
  }
}

/** Whether values of this type are written with brackets, so that other text is not the value. */
function isBracketed(type: Type): boolean {
  if (type.kind === 'union') return type.variants.every((one) => isNull(one) || isBracketed(one));
  return type.kind === 'class' || type.kind === 'list' || type.kind === 'map';
}

const isNull = (type: Type): boolean => type.kind === 'primitive' && type.name === 'null';

/** Whether a value stands in for one that is not there, so that code sees none. */
export function isFiller(typed: Typed): boolean {
  return typed.raw === null && (typed.flags & (Flag.Pending | Flag.Replaced)) !== 0;
}

export function sameHold(a: Hold | null, b: Hold | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.cause === b.cause &&
    a.on === b.on &&
    a.waitsFor === b.waitsFor &&
    a.at?.start === b.at?.start &&
    a.at?.uri === b.at?.uri
  );
}

/** Whether a row is hidden by what is around it alone, which waits for something else: as long as that does, the row is. */
export const isHeldAlike = (hold: Hold | null, above: Hold): hold is Hold =>
  hold !== null && hold.cause === 'parent' && hold.waitsFor === above.waitsFor;
