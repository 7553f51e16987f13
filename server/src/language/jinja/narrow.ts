/** What a condition says about the types of what it speaks of, when it holds and when it does not. */
import type { Expression } from '../../ir/template';
import type { JinjaType } from './analysis';
import { hasNull, isNumber, isText, nonNull, only } from './types';

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

/** Of a long condition only so much is looked at, from its end. */
const MOST_CONDITIONS = 16;

/** What follows from the condition being true (`holds`) or false. `typeOf` gives the type known so far. */
export function narrow(condition: Expression, holds: boolean, typeOf: TypeOf): readonly Narrowing[] {
  const found: Narrowing[][] = [];
  const open: { readonly condition: Expression; readonly holds: boolean }[] = [{ condition, holds }];
  for (let next = open.pop(); next && found.length < MOST_CONDITIONS; next = open.pop()) {
    const { condition: one } = next;
    if (one.kind === 'unary' && one.operator === 'not') open.push({ condition: one.operand, holds: !next.holds });
    else if (one.kind === 'binary' && (one.operator === 'and' || one.operator === 'or')) {
      // `a and b` holds when both do; `a or b` fails when both do; otherwise nothing is known of either.
      if (next.holds !== (one.operator === 'and')) continue;
      open.push({ condition: one.left, holds: next.holds }, { condition: one.right, holds: next.holds });
    } else found.push([...single(one, next.holds, typeOf)]);
  }
  return found.reverse().flat();
}

type TypeOf = (expression: Expression) => JinjaType;

function single(condition: Expression, holds: boolean, typeOf: TypeOf): readonly Narrowing[] {
  switch (condition.kind) {
    case 'name':
    case 'attribute':
    case 'index':
      return holds ? present(condition, typeOf) : [];
    case 'binary':
      return comparison(condition, holds, typeOf);
    case 'test': {
      const { object, name, negated } = condition;
      const passes = holds !== negated;
      if (name.text === 'defined') return passes ? present(object, typeOf) : [];
      if (name.text === 'undefined') return passes ? [] : present(object, typeOf);
      const test = Object.hasOwn(TESTS, name.text) ? TESTS[name.text] : undefined;
      if (!test || (!passes && !EXACT.has(name.text))) return [];
      const type = typeOf(object);
      const kept = only(type, (member) => member.kind === 'unknown' || test(member) === passes);
      const inside = passes !== (name.text === 'none') ? present(object, typeOf).slice(1) : [];
      return [{ expression: object, type: kept }, ...inside];
    }
    case 'filter':
      // `{% if x|length %}`: null has no length.
      return holds ? present(condition.object, typeOf) : [];
    default:
      return [];
  }
}

function comparison(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  holds: boolean,
  typeOf: TypeOf,
): readonly Narrowing[] {
  switch (operator) {
    case '==':
    case '!=': {
      const equal = holds === (operator === '==');
      return [...against(left, right, equal, typeOf), ...against(right, left, equal, typeOf)];
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      // What is compared with a number is one.
      return holds ? [left, right].flatMap((side) => present(side.kind === 'filter' ? side.object : side, typeOf)) : [];
    default:
      return [];
  }
}

/** Equal to null, or to something that is not null. */
function against(side: Expression, other: Expression, equal: boolean, typeOf: TypeOf): readonly Narrowing[] {
  const type = typeOf(other);
  if (type.kind === 'none') {
    return equal
      ? [{ expression: side, type: only(typeOf(side), (one) => one.kind === 'none') }]
      : present(side, typeOf);
  }
  return equal && type.kind !== 'unknown' && !hasNull(type) ? present(side, typeOf) : [];
}

/** It is there, so what it is a property of is there too. */
function present(expression: Expression, typeOf: TypeOf): readonly Narrowing[] {
  const found: Narrowing[] = [];
  for (let at = expression; ;) {
    found.push({ expression: at, type: nonNull(typeOf(at)) });
    if (at.kind !== 'attribute' && at.kind !== 'index') return found;
    at = at.object;
  }
}
