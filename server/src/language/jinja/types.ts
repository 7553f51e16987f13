/** What can be done with types of templates: joining, taking null away, showing. */
import type { JinjaType } from './analysis';

export const UNKNOWN: JinjaType = { kind: 'unknown' };
export const NONE: JinjaType = { kind: 'none' };
export const STRING: JinjaType = { kind: 'string' };
export const INT: JinjaType = { kind: 'int' };
export const FLOAT: JinjaType = { kind: 'float' };
export const NUMBER: JinjaType = { kind: 'number' };
export const BOOL: JinjaType = { kind: 'bool' };

/** A type with more parts than this is not followed through variables: each could hold the one before it, twice. */
const MAX_PARTS = 200;

/** The type, or unknown when it is very large. */
export function bounded(type: JinjaType): JinjaType {
  let left = MAX_PARTS;
  const fits = (part: JinjaType): boolean => {
    if (left-- <= 0) return false;
    switch (part.kind) {
      case 'list':
        return fits(part.item);
      case 'map':
        return fits(part.key) && fits(part.value);
      case 'tuple':
        return part.items.every(fits);
      case 'union':
        return part.members.every(fits);
      default:
        return true;
    }
  };
  return fits(type) ? type : UNKNOWN;
}

/** More members than a person would read are not told apart. */
const MAX_MEMBERS = 60;

export function listOf(item: JinjaType): JinjaType {
  return { kind: 'list', item };
}

export function mapOf(key: JinjaType, value: JinjaType): JinjaType {
  return { kind: 'map', key, value };
}

/** The alternatives of a type: its members when it is a union, else itself. */
export function alternatives(type: JinjaType): readonly JinjaType[] {
  return type.kind === 'union' ? type.members : [type];
}

/** One of the types. What may be anything stays unknown. */
export function union(...types: readonly JinjaType[]): JinjaType {
  const [one, ...others] = types;
  if (one && others.every((other) => other === one)) return one;
  const members: JinjaType[] = [];
  const seen = new Set<string>();
  for (const type of types) {
    for (const member of alternatives(type)) {
      if (member.kind === 'unknown') return UNKNOWN;
      const key = typeText(member);
      if (seen.has(key)) continue;
      seen.add(key);
      members.push(member);
      if (members.length > MAX_MEMBERS) return UNKNOWN;
    }
  }
  const [only] = members;
  if (!only) return UNKNOWN;
  return members.length === 1 ? only : { kind: 'union', members };
}

/** The alternatives that satisfy a condition; unknown when none does. */
export function only(type: JinjaType, keep: (member: JinjaType) => boolean): JinjaType {
  const members = alternatives(type);
  const kept = members.filter(keep);
  return kept.length === members.length ? type : union(...kept);
}

/** The type without null. Null alone stays what it is. */
export function nonNull(type: JinjaType): JinjaType {
  return type.kind === 'union' ? only(type, (member) => member.kind !== 'none') : type;
}

export function hasNull(type: JinjaType): boolean {
  return alternatives(type).some((member) => member.kind === 'none');
}

/** A string, or a literal or object that is one. */
export function isText(type: JinjaType): boolean {
  return (
    type.kind === 'string' ||
    (type.kind === 'literal' && typeof type.value === 'string') ||
    (type.kind === 'object' && type.text === true)
  );
}

export function isNumber(type: JinjaType): boolean {
  return (
    type.kind === 'int' ||
    type.kind === 'float' ||
    type.kind === 'number' ||
    (type.kind === 'literal' && typeof type.value === 'number')
  );
}

/** As a person writes it in BAML: `Person[] | null`. Bounded: of a very large type the rest is left out. */
export function typeText(type: JinjaType): string {
  return written(type, { left: 400 });
}

function written(type: JinjaType, budget: { left: number }): string {
  if (budget.left-- <= 0) return '…';
  const all = (types: readonly JinjaType[]): string[] => types.map((inner) => written(inner, budget));
  switch (type.kind) {
    case 'literal':
      return JSON.stringify(type.value);
    case 'class':
    case 'enum':
    case 'enum-type':
    case 'callable':
    case 'object':
      return type.name;
    case 'list': {
      const item = written(type.item, budget);
      return type.item.kind === 'union' || type.item.kind === 'literal' ? `(${item})[]` : `${item}[]`;
    }
    case 'map':
      return `map<${all([type.key, type.value]).join(', ')}>`;
    case 'tuple':
      return `(${all(type.items).join(', ')})`;
    case 'union': {
      const last = type.members.filter((member) => member.kind === 'none');
      return all([...type.members.filter((member) => member.kind !== 'none'), ...last]).join(' | ');
    }
    case 'none':
      return 'null';
    case 'number':
      return 'int | float';
    case 'unknown':
      return 'any';
    default:
      return type.kind;
  }
}

/** What a value of the type is, in a sentence: "a list", "a string", "the class `Person`". */
export function described(type: JinjaType): string {
  switch (type.kind) {
    case 'int':
      return 'an int';
    case 'string':
    case 'float':
    case 'bool':
      return `a ${type.kind}`;
    case 'number':
      return 'a number';
    case 'none':
      return 'null';
    case 'media':
      return 'an image, audio, pdf or video';
    case 'literal':
      return `\`${typeText(type)}\``;
    case 'class':
      return `${/^[AEIOU]/.test(type.name) ? 'an' : 'a'} \`${type.name}\``;
    case 'enum':
      return `a value of the enum \`${type.name}\``;
    case 'enum-type':
      return `the enum \`${type.name}\``;
    case 'list':
      return `a list (\`${typeText(type)}\`)`;
    case 'map':
      return `a map (\`${typeText(type)}\`)`;
    case 'tuple':
      return 'a tuple';
    case 'union':
      return `\`${typeText(type)}\``;
    case 'callable':
      return type.of === 'template'
        ? `the template string \`${type.name}\``
        : `the ${type.of === 'builtin' ? 'function' : type.of} \`${type.name}\``;
    case 'object':
      return 'an object of the template language';
    case 'unknown':
      return 'anything';
  }
}
