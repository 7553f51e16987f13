/** Judges checks and asserts with the same evaluator that renders prompts. */
import type { Constraint } from '../../ir/schema';
import { addFunctions } from '../prompt/context';
import { Evaluator } from '../prompt/evaluator';
import { Budget, PromptFailure } from '../prompt/failure';
import { print } from '../prompt/print';
import { Scope } from '../prompt/values';
import type { Unjudged } from './constraints';
import { constraintValue } from './constraintValue';
import type { Typed } from './typed';

/** Steps one expression may take. */
const MAX_STEPS = 100_000;

/**
 * Whether `constraint` holds for `typed`, which it knows as `this`. The official runtime prints what the expression gives
 * and takes `true` and `false` for an answer; anything else is none, and neither is an expression that fails.
 */
export function evaluateConstraint(constraint: Constraint, typed: Typed): boolean | Unjudged {
  if (constraint.condition === undefined) return { reason: 'syntax error' };
  const budget = new Budget(MAX_STEPS);
  const scope = new Scope();
  addFunctions(scope, budget);
  scope.set('this', constraintValue(typed));
  try {
    const result = new Evaluator(budget).evaluate(constraint.condition, scope);
    const printed = typeof result === 'boolean' ? String(result) : print(result);
    if (printed === 'true' || printed === 'false') return printed === 'true';
    return { reason: 'Predicate did not evaluate to a boolean' };
  } catch (error) {
    if (error instanceof PromptFailure) return { reason: `${error.message} (in <string>:1)` };
    throw error;
  }
}
