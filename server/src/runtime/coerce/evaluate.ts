/** Judges checks and asserts with the same evaluator that renders prompts. */
import type { Json } from '../../ir/json';
import type { Constraint } from '../../ir/schema';
import { addFunctions } from '../prompt/context';
import { Evaluator } from '../prompt/evaluator';
import { Budget, PromptFailure } from '../prompt/failure';
import { fromPlainJson } from '../prompt/fromJson';
import { Scope, truthy } from '../prompt/values';

/** Steps one expression may take. */
const MAX_STEPS = 100_000;

/** Whether `constraint` holds for `value`, which it knows as `this`; false when it cannot be evaluated. */
export function evaluateConstraint(constraint: Constraint, value: Json): boolean {
  if (constraint.condition === undefined) return false;
  const budget = new Budget(MAX_STEPS);
  const scope = new Scope();
  addFunctions(scope, budget);
  scope.set('this', fromPlainJson(value));
  try {
    return truthy(new Evaluator(budget).evaluate(constraint.condition, scope));
  } catch (error) {
    if (error instanceof PromptFailure) return false;
    throw error;
  }
}
