/** What is wrong with the arguments of a call, as facts; the checks say it in words. */
import type { SignatureParameter, Signature, TypedArgument } from './analysis';
import { nearest, typoLimit } from '../text';
import { fits } from './fits';

export type CallProblem =
  /** Needed, and not given. */
  | { readonly kind: 'missing'; readonly parameters: readonly SignatureParameter[] }
  /** The first of too many. */
  | { readonly kind: 'surplus'; readonly argument: TypedArgument; readonly given: number; readonly most: number }
  /** `meant`: the one parameter that is missing. */
  | { readonly kind: 'unknown-name'; readonly argument: TypedArgument; readonly meant?: SignatureParameter }
  /** Given by place and by name, or by name twice. */
  | { readonly kind: 'twice'; readonly argument: TypedArgument; readonly parameter: SignatureParameter }
  | { readonly kind: 'type'; readonly argument: TypedArgument; readonly parameter: SignatureParameter };

export function callProblems(signature: Signature, args: readonly TypedArgument[]): readonly CallProblem[] {
  const problems: CallProblem[] = [];
  const byPlace = signature.parameters.filter((parameter) => !parameter.keyword);
  const given = new Set<SignatureParameter>();
  const take = (argument: TypedArgument, parameter: SignatureParameter): void => {
    if (given.has(parameter)) problems.push({ kind: 'twice', argument, parameter });
    else if (!fits(argument.type, parameter.type)) problems.push({ kind: 'type', argument, parameter });
    given.add(parameter);
  };
  const positional = args.filter(({ argument }) => !argument.name);
  // What is spread can be anything.
  const spread = args.some(({ argument }) => argument.spread);
  if (!spread) {
    positional.forEach((argument, index) => {
      const parameter = byPlace[index];
      if (parameter) take(argument, parameter);
    });
    const surplus = positional[byPlace.length];
    if (surplus && !signature.morePositional) {
      problems.push({ kind: 'surplus', argument: surplus, given: positional.length, most: byPlace.length });
    }
  }
  const unknown: TypedArgument[] = [];
  for (const argument of args) {
    const { name } = argument.argument;
    if (!name) continue;
    const parameter = signature.parameters.find((one) => one.name === name.text);
    if (parameter) take(argument, parameter);
    else if (name.text) unknown.push(argument);
  }
  const missing = spread
    ? []
    : signature.parameters.filter((parameter) => !parameter.optional && !given.has(parameter));
  const [first, ...others] = missing;
  const near = signature.moreNamed
    ? unknown.filter(({ argument }) => first && isNear(argument.name!.text, first.name))
    : unknown;
  const meant = !others.length && near.length === 1 ? first : undefined;
  if (!signature.moreNamed || meant) {
    for (const argument of near) problems.push({ kind: 'unknown-name', argument, ...(meant && { meant }) });
  }
  if (missing.length && !meant) problems.push({ kind: 'missing', parameters: missing });
  return problems;
}

function isNear(word: string, name: string): boolean {
  return nearest(word, [name], typoLimit(word)) !== undefined;
}
