/** What a condition says about the types of what it speaks of, when it holds and when it does not. */
import type { Expression } from '../../ir/template';
import type { JinjaType } from './analysis';
import { alternatives, hasNull, isNumber, isText, nonNull, only, union } from './types';

/** A variable or a property of one, with a narrower type. */
export interface Narrowing {
  readonly expression: Expression;
  readonly type: JinjaType;
}

/** The alternatives that a test lets through. */
const TESTS: Readonly<Record<string, (type: JinjaType) => boolean>> = {
  none: (type) => type.kind === 'none',
  string: isText,
  number: isNumber,
  integer: (type) => isNumber(type) && type.kind !== 'float',
  int: (type) => isNumber(type) && type.kind !== 'float',
  float: (type) => isNumber(type) && type.kind !== 'int',
  boolean: (type) => type.kind === 'bool' || (type.kind === 'literal' && typeof type.value === 'boolean'),
  mapping: (type) => type.kind === 'map' || type.kind === 'class',
  sequence: (type) => type.kind === 'list' || type.kind === 'tuple',
};

/** Tests that speak of numbers of both kinds say nothing when they fail. */
const EXACT = new Set(['none', 'string', 'number', 'boolean', 'mapping', 'sequence']);

/** Tests that compare with their argument. */
const EQUAL = new Set(['eq', 'equalto', '==']);

/** Filters whose result says nothing about what they work on. */
const DEFAULTS = new Set(['default', 'd']);

/** Of a long condition only so much is looked at, from its end. */
const MOST_CONDITIONS = 16;

/** What is known so far. */
export interface Known {
  readonly typeOf: (expression: Expression) => JinjaType;
  /** The type of a property of one alternative of a type; undefined when it has no such property. */
  readonly property: (object: JinjaType, name: string) => JinjaType | undefined;
  /** What no other variable or property has; undefined for what can change while it is looked at. */
  readonly pathOf: (expression: Expression) => string | undefined;
}

/** What follows from the condition being true (`holds`) or false. */
export function narrow(condition: Expression, holds: boolean, known: Known): readonly Narrowing[] {
  const found: (readonly Narrowing[])[] = [];
  const open: { readonly condition: Expression; readonly holds: boolean }[] = [{ condition, holds }];
  for (let next = open.pop(); next && found.length < MOST_CONDITIONS; next = open.pop()) {
    const { condition: one } = next;
    if (one.kind === 'unary' && one.operator === 'not') open.push({ condition: one.operand, holds: !next.holds });
    else if (one.kind === 'binary' && (one.operator === 'and' || one.operator === 'or')) {
      // `a and b` holds when both do; `a or b` fails when both do; otherwise one of them holds, or fails.
      if (next.holds !== (one.operator === 'and')) found.push(oneOf(one, next.holds, known));
      else open.push({ condition: one.left, holds: next.holds }, { condition: one.right, holds: next.holds });
    } else found.push(single(one, next.holds, known));
  }
  return found.reverse().flat();
}

type BinaryExpression = Extract<Expression, { kind: 'binary' }>;

/** `a.type == "x" or a.type == "y"`: of what all the parts speak of, it is one of the types. */
function oneOf(condition: BinaryExpression, holds: boolean, known: Known): readonly Narrowing[] {
  let open: Expression = condition;
  let joined: Map<string, Narrowing> | undefined;
  for (let left = MOST_CONDITIONS; left > 0; left--) {
    const more: BinaryExpression | undefined =
      open.kind === 'binary' && open.operator === condition.operator ? open : undefined;
    const part: Expression = more ? more.right : open;
    const isBranch = part.kind === 'binary' && (part.operator === 'and' || part.operator === 'or');
    const before = joined;
    joined = new Map();
    for (const one of isBranch ? [] : single(part, holds, known)) {
      const path = known.pathOf(one.expression);
      const other = path === undefined || !before ? one : before.get(path);
      if (path !== undefined && other) joined.set(path, { ...one, type: union(other.type, one.type) });
    }
    if (!joined.size) return [];
    if (!more) return [...joined.values()];
    open = more.left;
  }
  return [];
}

function single(condition: Expression, holds: boolean, known: Known): readonly Narrowing[] {
  const { typeOf } = known;
  switch (condition.kind) {
    case 'name':
    case 'attribute':
    case 'index':
      return holds ? present(condition, known) : [];
    case 'binary':
      return comparison(condition, holds, known);
    case 'test': {
      const { object, name, negated } = condition;
      const passes = holds !== negated;
      const [argument] = condition.arguments;
      if (EQUAL.has(name.text)) return argument ? against(object, argument.value, passes, known) : [];
      if (name.text === 'defined') return passes ? present(object, known) : [];
      if (name.text === 'undefined') return passes ? [] : present(object, known);
      const test = Object.hasOwn(TESTS, name.text) ? TESTS[name.text] : undefined;
      if (!test || (!passes && !EXACT.has(name.text))) return [];
      const type = typeOf(object);
      const kept = only(type, (member) => member.kind === 'unknown' || test(member) === passes);
      const inside = passes !== (name.text === 'none') ? present(object, known).slice(1) : [];
      return [{ expression: object, type: kept }, ...inside];
    }
    case 'filter':
      // `{% if x|length %}`: null has no length.
      return holds && !DEFAULTS.has(condition.name.text) ? present(condition.object, known) : [];
    default:
      return [];
  }
}

function comparison({ operator, left, right }: BinaryExpression, holds: boolean, known: Known): readonly Narrowing[] {
  switch (operator) {
    case '==':
    case '!=': {
      const equal = holds === (operator === '==');
      return [...against(left, right, equal, known), ...against(right, left, equal, known)];
    }
    case 'in':
    case 'not in':
      if (right.kind !== 'list' && right.kind !== 'tuple') return [];
      return told(
        left,
        right.items.map((item) => known.typeOf(item)),
        holds === (operator === 'in'),
        known,
      );
    case '<':
    case '<=':
    case '>':
    case '>=':
      // What is compared with a number is one.
      return holds ? [left, right].flatMap((side) => present(side.kind === 'filter' ? side.object : side, known)) : [];
    default:
      return [];
  }
}

/** Equal to null, or to something that is not null. */
function against(side: Expression, other: Expression, equal: boolean, known: Known): readonly Narrowing[] {
  const { typeOf } = known;
  const type = typeOf(other);
  if (type.kind === 'none') {
    return equal
      ? [{ expression: side, type: only(typeOf(side), (one) => one.kind === 'none') }]
      : present(side, known);
  }
  const there = equal && type.kind !== 'unknown' && !hasNull(type) ? present(side, known) : [];
  return [...there, ...told(side, [type], equal, known)];
}

/** `a.type == "search"`: of the alternatives of `a`, those whose `type` may be one of the values, or may be another. */
function told(
  side: Expression,
  values: readonly JinjaType[],
  equal: boolean,
  { typeOf, property }: Known,
): readonly Narrowing[] {
  const name = propertyName(side);
  if (name === undefined || (side.kind !== 'attribute' && side.kind !== 'index')) return [];
  const object = typeOf(side.object);
  if (object.kind !== 'union') return [];
  const all = values.flatMap(alternatives);
  const kept = only(object, (one) => {
    const field = property(one, name);
    if (!field) return !equal || !all.every(({ kind }) => kind === 'literal');
    if (equal) return alternatives(field).some((mine) => all.some((value) => mayEqual(mine, value)));
    return field.kind !== 'literal' || !values.some((value) => value.kind === 'literal' && value.value === field.value);
  });
  return kept === object ? [] : [{ expression: side.object, type: kept }];
}

function mayEqual(one: JinjaType, other: JinjaType): boolean {
  if (one.kind === 'none' || other.kind === 'none') return one.kind === other.kind;
  return one.kind !== 'literal' || other.kind !== 'literal' || one.value === other.value;
}

/** It is there, so what it is a property of is there too, and has that property. */
function present(expression: Expression, { typeOf, property }: Known): readonly Narrowing[] {
  const found: Narrowing[] = [];
  let name: string | undefined;
  for (let at = expression; ;) {
    const type = nonNull(typeOf(at));
    const has = name;
    found.push({
      expression: at,
      type: has === undefined || type.kind !== 'union' ? type : only(type, (one) => property(one, has) !== undefined),
    });
    name = propertyName(at);
    if (at.kind !== 'attribute' && at.kind !== 'index') return found;
    at = at.object;
  }
}

function propertyName(expression: Expression): string | undefined {
  if (expression.kind === 'attribute') return expression.name.text;
  return expression.kind === 'index' && expression.index.kind === 'string' ? expression.index.value : undefined;
}
