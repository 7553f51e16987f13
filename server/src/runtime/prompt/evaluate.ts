/** Expressions outside of prompts: the conditions of `@check` and `@assert`. */
import type { Json } from '../../ir/json';
import type { Expression, TemplateSpan } from '../../ir/template';
import { addFunctions } from './context';
import { Evaluator } from './evaluator';
import { Budget, PromptFailure } from './failure';
import { fromPlainJson } from './fromJson';
import { jsonText, toPlain } from './formats/json';
import { Scope, truthy } from './values';

export type EvaluationResult =
  /** `truth` is how `if` would take the value; `value` is its JSON form. */
  | { readonly ok: true; readonly value: Json; readonly truth: boolean }
  | { readonly ok: false; readonly message: string; readonly span?: TemplateSpan };

const STEPS = 200_000;

/**
 * The value of an expression over plain JSON names, such as `{ this: 5 }`. Whole numbers count as integers, enum
 * values are texts. Never throws; work is bounded.
 */
export function evaluate(expression: Expression, names: Readonly<Record<string, Json>>): EvaluationResult {
  const budget = new Budget(STEPS);
  const scope = new Scope();
  addFunctions(scope, budget);
  try {
    for (const [name, value] of Object.entries(names)) scope.set(name, fromPlainJson(value));
    const value = new Evaluator(budget).evaluate(expression, scope);
    return { ok: true, value: JSON.parse(jsonText(toPlain(value, 'fields'), 0)) as Json, truth: truthy(value) };
  } catch (error) {
    if (error instanceof PromptFailure) return { ok: false, message: error.message, span: error.place?.span };
    const message = error instanceof RangeError ? 'the value is nested too deeply' : String(error);
    return { ok: false, message };
  }
}
