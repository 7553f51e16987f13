/** What can stand behind the dot of a value. */
import type { Symbols } from '../semantics/symbols';
import type { TypeScope } from '../semantics/typeScope';
import { has } from '../semantics/attributes';
import type { JinjaType, Member } from './analysis';
import { fieldOf, valueOf } from './declaredTypes';
import { methodsOf } from './facts/methods';
import { STRING, alternatives, nonNull, union } from './types';

const VALUE: Member = {
  name: 'value',
  kind: 'property',
  type: STRING,
  documentation: 'The name of the value as declared, whatever its alias.',
};

/** The types of a project, or of a test, with what is not in their declarations. */
export interface Types {
  readonly scope: TypeScope;
  readonly symbols: Symbols;
  /** Members of classes and enums that were looked up, by `type.name`: prompts name the same ones over and over. */
  readonly known: Map<string, Member | 'unknown' | undefined>;
}

export function typesOf(scope: TypeScope, symbols: Symbols): Types {
  return { scope, symbols, known: new Map() };
}

/**
 * The member of one alternative of a type (not a union). `unknown` when the value may have any member. `called` asks
 * for methods too: those of texts, maps and lists exist only when they are called.
 */
function memberOf(type: JinjaType, name: string, called: boolean, types: Types): Member | 'unknown' | undefined {
  const found = propertyOf(type, name, types);
  if (found) return found;
  return called ? methodsOf(type).find((method) => method.name === name) : undefined;
}

function propertyOf(type: JinjaType, name: string, types: Types): Member | 'unknown' | undefined {
  if (type.kind !== 'class' && type.kind !== 'enum-type') return lookedUp(type, name, types);
  const key = `${type.kind} ${type.name}.${name}`;
  if (types.known.has(key)) return types.known.get(key);
  const found = lookedUp(type, name, types);
  types.known.set(key, found);
  return found;
}

function lookedUp(type: JinjaType, name: string, { scope, symbols }: Types): Member | 'unknown' | undefined {
  switch (type.kind) {
    case 'unknown':
    case 'media':
    case 'union':
      return 'unknown';
    case 'class': {
      const owner = scope.class(type.name);
      const field = owner && fieldOf(owner, name, scope);
      return field ?? (!owner || isDynamic(symbols.classes.get(type.name)) ? 'unknown' : undefined);
    }
    case 'enum':
      return name === 'value' ? VALUE : undefined;
    case 'enum-type': {
      const owner = scope.enum(type.name);
      const value = owner && valueOf(owner, name);
      return value ?? (!owner || isDynamic(symbols.enums.get(type.name)) ? 'unknown' : undefined);
    }
    case 'object':
      return type.members.find((member) => member.name === name) ?? (type.open ? 'unknown' : undefined);
    default:
      return undefined;
  }
}

function isDynamic(located: { decl: { attributes: Parameters<typeof has>[0] } } | undefined): boolean {
  return located !== undefined && has(located.decl.attributes, 'dynamic');
}

/** All members of a value of the type; of a union, those that all its alternatives but null have. */
export function membersOf(type: JinjaType, types: Types): readonly Member[] {
  const lists = alternatives(nonNull(type)).map((one) => [...properties(one, types), ...methodsOf(one)]);
  const [first = [], ...others] = lists;
  if (!others.length) return first;
  return first.flatMap((member) => {
    const same = others.map((list) => list.find((other) => other.name === member.name));
    if (same.some((other) => !other)) return [];
    const joined = union(member.type, ...same.map((other) => other!.type));
    return [{ name: member.name, kind: member.kind, type: joined, ...documentationOf(member) }];
  });
}

function documentationOf({ documentation }: Member): Pick<Member, 'documentation'> {
  return documentation === undefined ? {} : { documentation };
}

function properties(type: JinjaType, { scope }: Types): readonly Member[] {
  switch (type.kind) {
    case 'class': {
      const owner = scope.class(type.name);
      const names = new Set(owner?.fields.map((field) => field.name.text));
      return owner ? [...names].flatMap((name) => fieldOf(owner, name, scope) ?? []) : [];
    }
    case 'enum':
      return [VALUE];
    case 'enum-type': {
      const owner = scope.enum(type.name);
      const names = new Set(owner?.values.map((value) => value.name.text));
      return owner ? [...names].flatMap((name) => valueOf(owner, name) ?? []) : [];
    }
    case 'object':
      return type.members;
    default:
      return [];
  }
}

/** What became of looking a name up in a value. */
export interface Access {
  /** What it stands for; the first, when several alternatives have it. */
  readonly member?: Member;
  /** All that it stands for: in a union, each alternative has its own. */
  readonly members: readonly Member[];
  /** The alternatives but null that surely have no such member. */
  readonly lacking: readonly JinjaType[];
  readonly type: JinjaType;
}

/** Looks a name up in all alternatives of a type. */
export function access(object: JinjaType, name: string, called: boolean, types: Types): Access {
  const members: Member[] = [];
  const lacking: JinjaType[] = [];
  let open = false;
  for (const one of alternatives(nonNull(object))) {
    const found = memberOf(one, name, called, types);
    if (found === 'unknown') open = true;
    else if (found) members.push(found);
    else lacking.push(one);
  }
  const [member] = members;
  const type =
    member && !open && !lacking.length ? union(...members.map((one) => one.type)) : ({ kind: 'unknown' } as const);
  return { ...(member && { member }), members, lacking, type };
}
