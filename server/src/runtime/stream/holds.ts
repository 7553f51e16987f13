/** Why a value whose text has arrived is not visible: one cause, with the place that says so. */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { Flag, type Typed } from '../coerce/typed';
import { isOptional } from '../coerce/types';
import { blockOf } from '../coerce/types';
import { fieldNamed } from './fieldNamed';
import type { Raw } from '../json/raw';
import type { Hold, Path } from './frame';
import { withoutNull } from './typeText';

/** A place in the answer, as far as a hold is concerned. */
export interface Place {
  readonly type: Type;
  /** The field it is, when it is a field. */
  readonly field: { readonly name: string; readonly owner: ClassType } | null;
  readonly path: Path;
  readonly raw: Raw;
  readonly typed: Typed | null;
}

/** The cause at the place itself; `above`: the hold of the value around it, when that is withheld. */
export function holdAt(place: Place, above: Hold | null, schema: Schema): Hold {
  const { type, field } = place;
  if (above !== null) {
    const block = field?.owner.attributes.done;
    if (above.cause === 'block-done' && field !== null && block !== undefined) {
      return { cause: 'block-done', on: `class ${field.owner.name}`, at: block };
    }
    return { cause: 'parent', on: above.on, at: above.at, waitsFor: above.waitsFor };
  }
  const done = place.raw.complete ? null : doneHold(type, field, schema);
  if (done !== null) return done;
  const missing = notNullHold(type, place.raw, place.path, schema, 0);
  if (missing !== null) return missing;
  const bare = withoutNull(type);
  if (isAtomic(bare, schema)) return { cause: 'atomic' };
  if (bare.kind === 'union') return { cause: 'union' };
  return { cause: 'parser' };
}

function doneHold(type: Type, field: Place['field'], schema: Schema): Hold | null {
  for (const one of new Set([type, withoutNull(type)])) {
    const own = one.attributes?.done;
    if (own !== undefined)
      return { cause: 'done', on: field === null ? `type ${named(one)}` : `field ${field.name}`, at: own };
  }
  for (const one of variantsOf(withoutNull(type))) {
    const block = blockOf(one, schema);
    const at = block?.attributes.done;
    if (block !== undefined && at !== undefined) return { cause: 'block-done', on: `class ${block.name}`, at };
  }
  const inherited = field?.owner.attributes.done;
  if (field === null || inherited === undefined) return null;
  return { cause: 'block-done', on: `class ${field.owner.name}`, at: inherited };
}

const named = (type: Type): string => ('name' in type ? type.name : type.kind);

const variantsOf = (type: Type): readonly Type[] => (type.kind === 'union' ? type.variants : [type]);

/** How deep a chain of not_null fields is followed. */
const MAX_CHAIN = 20;

/** The not_null field that keeps an object from being a class, deepest first. */
function notNullHold(type: Type, raw: Raw, path: Path, schema: Schema, depth: number): Hold | null {
  if (raw.kind !== 'object' || depth > MAX_CHAIN) return null;
  for (const one of variantsOf(withoutNull(type))) {
    const decl = one.kind === 'class' ? schema.classes[one.name] : undefined;
    if (decl === undefined) continue;
    for (const field of decl.fields) {
      const at = notNullSource(field.type, schema);
      if (at === undefined || field.skip === true || isOptional(field.type, schema)) continue;
      const child = fieldNamed(raw, field.alias ?? field.name);
      const here = [...path, field.name];
      if (child !== null) {
        const deeper = notNullHold(field.type, child, here, schema, depth + 1);
        if (deeper !== null) return deeper;
        if (child.complete || !needsWhole(field.type, schema)) continue;
      }
      return { cause: 'not-null', waitsFor: pathText(here), on: `field ${field.name}`, at };
    }
  }
  return null;
}

const notNullSource = (type: Type, schema: Schema): ReturnType<typeof sourceOf> => sourceOf(type, schema);

function sourceOf(type: Type, schema: Schema): NonNullable<Type['attributes']>['notNull'] {
  return type.attributes?.notNull ?? blockOf(type, schema)?.attributes.notNull;
}

/** Whether a not_null value of this type counts only when it is finished. */
function needsWhole(type: Type, schema: Schema): boolean {
  if (type.attributes?.done !== undefined || blockOf(type, schema)?.attributes.done !== undefined) return true;
  return variantsOf(type).some((variant) => isAtomic(variant, schema));
}

function isAtomic(type: Type, schema: Schema): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name !== 'string';
    case 'literal':
    case 'enum':
      return true;
    case 'union':
      return type.variants.every((variant) => isAtomic(variant, schema));
    default:
      return false;
  }
}

/** `items[0].price`: a path as a person writes it. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Whether code sees a value here: not null, not a filler. */
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
