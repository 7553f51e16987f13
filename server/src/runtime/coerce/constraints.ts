/** Asserts and checks on typed values. */
import type { Json } from '../../ir/json';
import type { Constraint } from '../../ir/schema';
import type { Coercer } from './coerce';
import { Failure } from './failure';
import { plainJson } from './plainJson';
import type { Typed } from './typed';
import type { Ty } from './types';

/** Whether `constraint` holds for a value; false when its expression cannot be evaluated. */
export type EvaluateConstraint = (constraint: Constraint, value: Json) => boolean;

/** Why asserts refuse `typed`, or null. */
export function assertionFailure(coercer: Coercer, typed: Typed, ty: Ty): Failure | null {
  const evaluate = coercer.evaluate;
  if (evaluate === null) return null;
  const asserts = ty.constraints.filter((constraint) => constraint.level === 'assert');
  if (asserts.length === 0) return null;
  const value = plainJson(typed);
  const failed = asserts.filter((constraint) => !evaluate(constraint, value));
  if (failed.length === 0) return null;
  return new Failure(
    () => 'Assertions failed.',
    failed.map(
      (constraint) =>
        new Failure(() => `Failed: ${constraint.label === null ? '' : `${constraint.label} `}${constraint.expression}`),
    ),
    [],
    true,
  );
}
