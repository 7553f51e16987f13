/** What comes out of filters, loops, indexes and operators. */
import type { BinaryOperator, Expression } from '../../ir/template';
import type { JinjaType, TypedArgument } from './analysis';
import type { FilterFact } from './facts/filters';
import { access, type Types } from './members';
import {
  BOOL,
  FLOAT,
  INT,
  NONE,
  NUMBER,
  STRING,
  UNKNOWN,
  alternatives,
  isNumber,
  isText,
  listOf,
  nonNull,
  union,
} from './types';

/** What a loop over the value gives: items of lists, keys of maps. */
export function itemOf(type: JinjaType): JinjaType {
  return union(
    ...alternatives(nonNull(type)).map((one) => {
      switch (one.kind) {
        case 'list':
          return one.item;
        case 'map':
          return one.key;
        case 'tuple':
          return one.items.length ? union(...one.items) : UNKNOWN;
        default:
          return UNKNOWN;
      }
    }),
  );
}

/** `value[index]` */
export function indexed(object: JinjaType, index: Expression, types: Types): JinjaType {
  return union(
    ...alternatives(nonNull(object)).map((one) => {
      if (one.kind === 'list') return one.item;
      if (one.kind === 'map') return one.value;
      if (one.kind === 'tuple' && index.kind === 'number') return one.items[Number(index.text)] ?? UNKNOWN;
      if (index.kind === 'string' && (one.kind === 'class' || one.kind === 'object' || one.kind === 'enum-type'))
        return access(one, index.value, false, types).type;
      return UNKNOWN;
    }),
  );
}

/** `value[from:to]` */
export function sliced(object: JinjaType): JinjaType {
  const type = nonNull(object);
  if (isText(type)) return STRING;
  return type.kind === 'list' ? type : UNKNOWN;
}

/** What a filter gives for this input and these arguments. */
export function filterResult(
  fact: FilterFact,
  input: JinjaType,
  args: readonly TypedArgument[],
  types: Types,
): JinjaType {
  const type = nonNull(input);
  switch (fact.result) {
    case undefined:
      return fact.signature.returns;
    case 'same':
      return isText(type) ? STRING : type.kind === 'list' ? type : UNKNOWN;
    case 'items':
      return listOf(itemOf(type));
    case 'rows':
      return listOf(listOf(itemOf(type)));
    case 'item':
      return itemOf(type);
    case 'item-or-null':
      return union(itemOf(type), NONE);
    case 'pairs':
      return listOf(
        type.kind === 'map'
          ? { kind: 'tuple', items: [type.key, type.value] }
          : { kind: 'tuple', items: [STRING, UNKNOWN] },
      );
    case 'default':
      return union(type, args[0]?.type ?? STRING);
    case 'mapped': {
      const attribute = args.find(({ argument }) => argument.name?.text === 'attribute')?.argument.value;
      if (attribute?.kind !== 'string') return listOf(UNKNOWN);
      return listOf(pathType(itemOf(type), attribute.value, types));
    }
  }
}

/** The type behind a path such as `a.b`. */
function pathType(type: JinjaType, path: string, types: Types): JinjaType {
  return path.split('.', 20).reduce((object, name) => access(object, name, false, types).type, type);
}

/** The result of an operator that looks at both sides. */
export function operatorResult(operator: BinaryOperator, left: JinjaType, right: JinjaType): JinjaType {
  switch (operator) {
    case 'and':
      return left.kind === 'bool' && right.kind === 'bool' ? BOOL : UNKNOWN;
    case 'or':
      return union(nonNull(left), right);
    case '~':
      return STRING;
    case '+':
      if (alternatives(left).every(isText) || alternatives(right).every(isText)) return STRING;
      if (left.kind === 'list' && right.kind === 'list') return listOf(union(left.item, right.item));
      return arithmetic(left, right);
    case '*':
    case '-':
    case '%':
    case '**':
    case '/':
    case '//':
      return arithmetic(left, right);
    default:
      return BOOL;
  }
}

/** Numbers give a number; of what else can be calculated (texts and lists repeated, …) nothing is said. */
function arithmetic(left: JinjaType, right: JinjaType): JinjaType {
  return alternatives(left).every(isNumber) && alternatives(right).every(isNumber) ? NUMBER : UNKNOWN;
}

/** The type of a number as written. */
export function numberType(text: string): JinjaType {
  if (/[.eE]/.test(text)) return FLOAT;
  const value = Number(text);
  return Number.isSafeInteger(value) ? { kind: 'literal', value } : INT;
}
