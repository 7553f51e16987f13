/** Whether arguments fit the parameters of a function: the check before a run. */
import type { Parameter } from '../../ir/functions';
import type { Json } from '../../ir/json';
import type { Schema } from '../../ir/schema';
import { acceptsNull, describeType, Fitting } from './misfit';

export interface ArgumentProblem {
  /** Where: `name`, `order.items[0].price`. */
  readonly path: string;
  /** The whole sentence, with the path. */
  readonly message: string;
}

/** Missing, unknown and ill-typed arguments, in words; empty when the function can be called. */
export function checkArguments(
  parameters: readonly Parameter[],
  schema: Schema,
  args: Readonly<Record<string, Json>>,
): readonly ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const fitting = new Fitting(schema);
  for (const { name, type } of parameters) {
    const given = Object.hasOwn(args, name) ? args[name] : undefined;
    if (given === undefined) {
      if (acceptsNull(type, schema)) continue;
      problems.push({ path: name, message: `Argument \`${name}\` is missing; it has to be ${describeType(type)}.` });
      continue;
    }
    const found = fitting.misfit(given, type);
    if (!found) continue;
    const path = name + found.path;
    problems.push({ path, message: `Argument \`${path}\`: ${found.message}.` });
  }
  const known = new Set(parameters.map((parameter) => parameter.name));
  for (const name of Object.keys(args)) {
    if (known.has(name)) continue;
    const names = [...known].map((parameter) => `\`${parameter}\``).join(', ') || 'none';
    problems.push({ path: name, message: `Argument \`${name}\` is unknown; the function's parameters: ${names}.` });
  }
  return problems;
}
