/** Asserts and checks on typed values. */
import type { Json } from '../../ir/json';
import type { Constraint } from '../../ir/schema';
import type { Coercer } from './coerce';
import { Failure, toldConstraints } from './failure';
import { plainJson } from './plainJson';
import type { Typed } from './typed';
import type { Ty } from './types';

/** An expression gave no answer: it failed, or its result is neither true nor false. */
export interface Unjudged {
  readonly reason: string;
}

/** Whether `constraint` holds for a value, or why that cannot be said. */
export type EvaluateConstraint = (constraint: Constraint, value: Json) => boolean | Unjudged;

/** What constraints say of one value, in their order; or why the first of them that gave no answer did not. */
export function judged(
  constraints: readonly Constraint[],
  value: Json,
  evaluate: EvaluateConstraint,
): readonly boolean[] | Unjudged {
  const results: boolean[] = [];
  for (const constraint of constraints) {
    const result = evaluate(constraint, value);
    if (typeof result !== 'boolean') return result;
    results.push(result);
  }
  return results;
}

/**
 * Why the constraints of `ty` refuse `typed`, or null: an assert that does not hold, or an assert or a check that gives no
 * answer.
 */
export function constraintFailure(coercer: Coercer, typed: Typed, ty: Ty): Failure | null {
  const { evaluate } = coercer;
  const { constraints } = ty;
  if (evaluate === null || constraints.length === 0) return null;
  const results = judged(constraints, plainJson(typed), evaluate);
  if ('reason' in results) return new Failure(() => `Failed to evaluate constraints: ${results.reason}`);
  const failed = new Set(constraints.filter(({ level }, at) => level === 'assert' && !results[at]));
  if (failed.size === 0) return null;
  const told = toldConstraints(ty).filter((constraint) => failed.has(constraint));
  return new Failure(
    () => 'Assertions failed.',
    told.map(({ label, expression }) => new Failure(() => `Failed: ${label === null ? '' : `${label} `}${expression}`)),
    [],
    true,
  );
}
