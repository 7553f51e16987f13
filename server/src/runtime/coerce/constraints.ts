/** Asserts and checks on typed values. */
import type { Constraint } from '../../ir/schema';
import type { Coercer } from './coerce';
import { Failure, toldConstraints } from './failure';
import { withChecks, type CheckResult, type Typed } from './typed';
import type { Ty } from './types';

/** An expression gave no answer: it failed, or its result is neither true nor false. */
export interface Unjudged {
  readonly reason: string;
}

/** Whether `constraint` holds for a value, or why that cannot be said. */
export type EvaluateConstraint = (constraint: Constraint, typed: Typed) => boolean | Unjudged;

/** What constraints say of one value, in their order; or why the first of them that gave no answer did not. */
export function judged(
  constraints: readonly Constraint[],
  typed: Typed,
  evaluate: EvaluateConstraint,
): readonly boolean[] | Unjudged {
  const results: boolean[] = [];
  for (const constraint of constraints) {
    const result = evaluate(constraint, typed);
    if (typeof result !== 'boolean') return result;
    results.push(result);
  }
  return results;
}

/**
 * `typed` with what the checks among these constraints of `ty` say of it; or why it is refused: an assert does not hold, or an
 * assert or a check gives no answer.
 */
export function constrained(
  coercer: Coercer,
  typed: Typed,
  ty: Ty,
  constraints: readonly Constraint[] = ty.constraints,
): Typed | Failure {
  const { evaluate } = coercer;
  if (evaluate === null || constraints.length === 0) return typed;
  const results = judged(constraints, typed, evaluate);
  if ('reason' in results) {
    const isNamed = ty.kind === 'class' || ty.kind === 'enum';
    return new Failure(() => `Failed to evaluate constraints: ${results.reason}`, [], [], false, null, isNamed);
  }
  const failed = new Set(constraints.filter(({ level }, at) => level === 'assert' && !results[at]));
  if (failed.size === 0) {
    const checks = constraints.flatMap(({ level, label, expression }, at): CheckResult[] =>
      level === 'check' ? [{ name: label ?? '', expression, status: results[at]! ? 'succeeded' : 'failed' }] : [],
    );
    return withChecks(typed, checks);
  }
  const told = toldConstraints(ty).filter((constraint) => failed.has(constraint));
  return new Failure(
    () => 'Assertions failed.',
    told.map(({ label, expression }) => new Failure(() => `Failed: ${label === null ? '' : `${label} `}${expression}`)),
    [],
    true,
  );
}
