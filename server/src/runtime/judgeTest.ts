/**
 * The checks and asserts of a `test` block, judged as `baml-cli test` 0.226.2 does: one after the other, until an assert does
 * not hold or one gives no answer. In scope are `this`, `_.result`, `_.latency_ms`, `_.checks` with the checks before it, and
 * the arguments. A value with checks is its `value` and its `checks`.
 */
import type { Expression } from '../ir/template';
import type { Json } from '../ir/json';
import type { Constraint, Schema, Type } from '../ir/schema';
import { addFunctions } from './prompt/context';
import { Evaluator } from './prompt/evaluator';
import { Budget, PromptFailure } from './prompt/failure';
import { fromPlainJson, isObject } from './prompt/fromJson';
import { print } from './prompt/print';
import { list, mapOf, Scope, type Value } from './prompt/values';

/** What a call gave. */
export interface TestAnswer {
  /** The final value, and the type and types it was read by. */
  readonly value: Json;
  readonly returns: Type;
  readonly schema: Schema;
  readonly args: Readonly<Record<string, Json>>;
  /** Request sent → outcome. */
  readonly latencyMs: number;
}

export interface JudgedConstraint {
  readonly constraint: Constraint;
  readonly status: 'passed' | 'failed' | 'no answer' | 'not reached';
  /** Why it gave no answer. */
  readonly reason?: string;
  /** Of a comparison that does not hold: what was on its left, and what that was compared with. */
  readonly compared?: { readonly actual: string; readonly operator: string; readonly expected: string };
}

const MAX_STEPS = 100_000;

/** The test passes when every one has the status `passed`. */
export function judgeTest(constraints: readonly Constraint[], answer: TestAnswer): readonly JudgedConstraint[] {
  const scope = new Scope();
  addFunctions(scope, new Budget(MAX_STEPS));
  for (const [name, value] of Object.entries(answer.args)) scope.set(name, fromPlainJson(value));
  const result = typedValue(answer.value, answer.returns, answer.schema);
  const checks: (readonly [string, Value])[] = [];
  scope.set('this', result);
  let isOver = false;
  return constraints.map((constraint): JudgedConstraint => {
    if (isOver) return { constraint, status: 'not reached' };
    scope.set(
      '_',
      mapOf([
        ['result', result],
        ['latency_ms', answer.latencyMs],
        ['checks', mapOf(checks)],
      ]),
    );
    const judged = judge(constraint, scope);
    isOver = judged.status === 'no answer' || (judged.status === 'failed' && constraint.level === 'assert');
    if (constraint.level === 'check') checks.push([constraint.label ?? '', judged.status === 'passed']);
    return judged;
  });
}

function judge(constraint: Constraint, scope: Scope): JudgedConstraint {
  const { condition } = constraint;
  if (!condition) return { constraint, status: 'no answer', reason: 'The expression cannot be read.' };
  try {
    const result = evaluate(condition, scope);
    const printed = typeof result === 'boolean' ? String(result) : print(result);
    if (printed === 'true') return { constraint, status: 'passed' };
    // Nothing at all is taken for a no.
    if (printed === 'false' || printed === '') {
      const compared = comparison(condition, scope);
      return { constraint, status: 'failed', ...(compared && { compared }) };
    }
    return { constraint, status: 'no answer', reason: `Expected true or false, got ${printed}.` };
  } catch (error) {
    if (error instanceof PromptFailure) return { constraint, status: 'no answer', reason: `${error.message}.` };
    throw error;
  }
}

/** The sides of a comparison, as values. */
function comparison(condition: Expression, scope: Scope): JudgedConstraint['compared'] {
  if (condition.kind !== 'binary' || !/^(==|!=|<=?|>=?|in|not in)$/.test(condition.operator)) return undefined;
  const show = (side: Expression): string => print(list([evaluate(side, scope)])).slice(1, -1);
  return { actual: show(condition.left), operator: condition.operator, expected: show(condition.right) };
}

function evaluate(expression: Expression, scope: Scope): Value {
  return new Evaluator(new Budget(MAX_STEPS)).evaluate(expression, scope);
}

/** Whole floats are still floats: where a type says so, a number of the final value is one. */
function typedValue(json: Json, type: Type, schema: Schema): Value {
  if (isObject(json) && type.attributes?.constraints?.some(({ level }) => level === 'check') && 'checks' in json) {
    const { value, ...rest } = json;
    const inner = typedValue(value ?? null, { ...type, attributes: {} }, schema);
    return mapOf([['value', inner], ...Object.entries(rest).map(([key, part]) => [key, fromPlainJson(part)] as const)]);
  }
  switch (type.kind) {
    case 'primitive':
      return type.name === 'float' && typeof json === 'number' ? json : fromPlainJson(json);
    case 'list':
      return Array.isArray(json)
        ? list(json.map((item: Json) => typedValue(item, type.item, schema)))
        : fromPlainJson(json);
    case 'map':
      return isObject(json) ? entries(json, () => type.value, schema) : fromPlainJson(json);
    case 'alias': {
      const alias = schema.aliases[type.name];
      return alias ? typedValue(json, alias.type, schema) : fromPlainJson(json);
    }
    case 'class': {
      const fields = new Map(schema.classes[type.name]?.fields.map((field) => [field.name, field.type]));
      return isObject(json) ? entries(json, (key) => fields.get(key), schema) : fromPlainJson(json);
    }
    case 'union': {
      // The one variant that is not null decides; between several the value alone says little.
      const [only, other] = type.variants.filter((one) => one.kind !== 'primitive' || one.name !== 'null');
      return only && !other && json !== null ? typedValue(json, only, schema) : fromPlainJson(json);
    }
    default:
      return fromPlainJson(json);
  }
}

function entries(
  json: { readonly [key: string]: Json },
  typeOf: (key: string) => Type | undefined,
  schema: Schema,
): Value {
  return mapOf(
    Object.entries(json).map(([key, value]) => {
      const type = typeOf(key);
      return [key, type ? typedValue(value, type, schema) : fromPlainJson(value)] as const;
    }),
  );
}
