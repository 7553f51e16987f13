/** One sentence for a type at its place: what a person will see while it streams. */
import type { ClassType, Type } from '../../ir/schema';
import type { OutlineTypes, Place } from './outline';
import { isNull } from '../semantics/typeFacts';

/** `held`: something around it holds everything until it is complete. */
export function promiseOf(type: Type, place: Place, held: boolean, types: OutlineTypes): string {
  const sentence = held ? 'arrives whole, together with what is around it' : base(type, place, types);
  return sentence + (held ? '' : notNull(type, place, types)) + (type.attributes?.withState ? '; says its state' : '');
}

function base(type: Type, place: Place, types: OutlineTypes): string {
  const done = type.attributes?.done !== undefined;
  // While a field is waited for, its object is not there, and neither is a null in it.
  const waiting = place === 'field' && waits(type) ? 'waiting' : place;
  switch (type.kind) {
    case 'primitive':
      if (type.name === 'null') return 'is always null';
      if (type.name !== 'string') return atomic(type.name, waiting);
      if (place === 'result') return 'grows letter by letter';
      return done ? 'held until its closing quote' : 'grows letter by letter';
    case 'enum':
    case 'literal':
      return atomic(type.kind === 'enum' ? 'value' : 'literal', waiting);
    case 'media':
      return 'never arrives: a model cannot write this type as text';
    case 'tuple':
      return 'cannot be streamed: the runtime does not support tuples';
    case 'list':
      return list(type.item, done, place, types);
    case 'map':
      if (done) return place === 'result' ? 'one result, when the map closes' : 'null first, held until the map closes';
      return atomicInside(type.value, types)
        ? '{} first, then one whole entry at a time'
        : '{} first, then entries that grow as they are written';
    case 'class':
      return classText(types.class(type.name), done, waiting);
    case 'alias':
      return done ? 'held until it is complete' : 'null first, then grows as it is written';
    case 'union':
      return union(type.variants, done, waiting, types);
  }
}

function atomic(what: string, place: Place | 'waiting'): string {
  if (place === 'result') return `one result: the ${what} when it is complete`;
  return place === 'field' ? `null, then the whole ${what} at once` : `the whole ${what} at once`;
}

function list(item: Type, done: boolean, place: Place, types: OutlineTypes): string {
  if (done) return place === 'result' ? 'one result, when the list closes' : 'null first, held until the list closes';
  return atomicInside(item, types)
    ? '[] first, then one whole item at a time'
    : '[] first, then items that grow as they are written';
}

function classText(declared: ClassType | undefined, done: boolean, place: Place | 'waiting'): string {
  const last = declared?.fields.findLast((field) => !field.skip);
  if (done || declared?.attributes.done) {
    return last ? `held until its last member closes: ${last.name}` : 'held until it closes';
  }
  const late = declared?.fields.findLast((field) => !field.skip && waits(field.type));
  if (late && late !== declared?.fields[0]) return `held until ${late.name} is there, then fills in member by member`;
  return place === 'field' ? 'null until it starts, then fills in member by member' : 'fills in member by member';
}

function union(variants: readonly Type[], done: boolean, place: Place | 'waiting', types: OutlineTypes): string {
  const members = variants.filter((variant) => !isNull(variant));
  const [only, ...others] = members;
  if (!only) return 'is always null';
  if (!others.length) {
    // `@stream.done` on an optional works on classes only, and on lists and maps of them.
    const effective = done && isStructured(only);
    const inner = base(
      effective ? { ...only, attributes: { ...only.attributes, done: { uri: '', start: 0, end: 0 } } } : only,
      'item',
      types,
    );
    return /^(?:null|held|is always)/.test(inner) ? inner : `null until it starts, then: ${inner}`;
  }
  if (members.every((member) => atomicInside(member, types))) return atomic('value', place);
  if (done) return 'held until it is complete';
  const grows = 'grows as the type that matches';
  return place === 'waiting' ? grows : `null until one of its types matches, then ${grows}`;
}

/** Whether one value of the type appears in a single step. */
function atomicInside(type: Type, types: OutlineTypes): boolean {
  if (type.attributes?.done) return true;
  if (type.kind === 'union') return type.variants.every((variant) => atomicInside(variant, types));
  if (type.kind === 'class') return types.class(type.name)?.attributes.done !== undefined;
  if (type.kind === 'primitive') return type.name !== 'string';
  return type.kind === 'enum' || type.kind === 'literal' || type.kind === 'media';
}

function isStructured(type: Type): boolean {
  if (type.kind === 'list') return isStructured(type.item);
  return type.kind === 'map' ? isStructured(type.value) : type.kind === 'class';
}

/** Whether `@stream.not_null` on a field of this type holds its object back. */
function waits(type: Type): boolean {
  if (!type.attributes?.notNull || type.kind === 'list' || type.kind === 'map') return false;
  return !(isNull(type) || (type.kind === 'union' && type.variants.some(isNull)));
}

function notNull(type: Type, place: Place, types: OutlineTypes): string {
  if (place !== 'field' || !waits(type)) return '';
  return atomicInside(type, types) ? '; its object waits until it is complete' : '; its object waits until it starts';
}
