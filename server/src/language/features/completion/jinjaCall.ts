/** The call around a place of a template: of what, and which argument is being written. */
import type { JinjaType, Signature } from '../../jinja/analysis';
import { signatureOf } from '../../jinja/expressionWalk';
import type { FilterFact } from '../../jinja/facts/filters';
import { FILTERS } from '../../jinja/facts/filters';
import { TESTS } from '../../jinja/facts/tests';
import type { Token } from '../../jinja/tokens';
import type { JinjaPlace } from './jinjaPlace';

export interface JinjaCall {
  /** The word before the parenthesis. */
  readonly name: Token;
  readonly signature?: Signature;
  readonly filter?: FilterFact;
  /** What a filter works on. */
  readonly input?: JinjaType;
  /** The argument at the place: its position, and its name when it is given by name. */
  readonly argument: { readonly index: number; readonly name?: string };
  /** Those that are given by name before. */
  readonly given: ReadonlySet<string>;
  /** No other bracket stands between the parenthesis and the place. */
  readonly isInnermost: boolean;
}

const NO_CALLEE: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'elif', 'else', 'set', 'for']);

/** The innermost call that is open at the place. */
export function callAround(place: JinjaPlace): JinjaCall | undefined {
  const { tokens, brackets } = place;
  if (tokens[0]?.kind === 'name' && tokens[0].value === 'macro' && place.tag === 'block') return undefined;
  for (let i = brackets.length - 1; i >= 0; i--) {
    const open = brackets[i]!;
    const name = tokens[open - 1];
    if (tokens[open]!.value !== '(' || name?.kind !== 'name' || NO_CALLEE.has(name.value)) continue;
    return { name, ...callee(place, open - 1), ...argumentsOf(tokens, open), isInnermost: i === brackets.length - 1 };
  }
  return undefined;
}

function callee(place: JinjaPlace, at: number): Pick<JinjaCall, 'signature' | 'filter' | 'input'> {
  const { tokens } = place;
  const name = tokens[at]!;
  const before = tokens[at - 1];
  if (before?.kind === 'operator' && before.value === '|') {
    const filter = FILTERS.get(name.value);
    if (!filter) return {};
    const site = place
      .analysis()
      ?.sites.find((one) => one.kind === 'filter' && one.call.name.span.start === name.start);
    return { filter, signature: filter.signature, ...(site?.kind === 'filter' && { input: site.input }) };
  }
  if (isTestWord(tokens, at)) {
    const test = TESTS.get(name.value);
    return test ? { signature: test } : {};
  }
  const site = place
    .analysis()
    ?.sites.find((one) => one.kind === 'call' && one.expression.callee.span.end === name.end);
  const signature = site?.kind === 'call' ? signatureOf(site.callee) : undefined;
  return signature ? { signature } : {};
}

/** Whether a word stands behind `is` or `is not`. */
export function isTestWord(tokens: readonly Token[], at: number): boolean {
  const is = (index: number, word: string) => tokens[index]?.kind === 'name' && tokens[index].value === word;
  return is(at - 1, 'is') || (is(at - 1, 'not') && is(at - 2, 'is'));
}

function argumentsOf(tokens: readonly Token[], open: number): Pick<JinjaCall, 'argument' | 'given'> {
  const given = new Set<string>();
  let depth = 0;
  let index = 0;
  let name: string | undefined;
  for (let at = open + 1; at < tokens.length; at++) {
    const { kind, value } = tokens[at]!;
    if (kind === 'name' && depth === 0 && at - 1 === lastSeparator(tokens, at, open) && tokens[at + 1]?.value === '=') {
      name = value;
    }
    if (kind !== 'operator') continue;
    if ('([{'.includes(value)) depth++;
    else if (')]}'.includes(value)) depth--;
    else if (value === ',' && depth === 0) {
      if (name !== undefined) given.add(name);
      name = undefined;
      index++;
    }
  }
  return { argument: { index, ...(name !== undefined && { name }) }, given };
}

/** The comma or parenthesis right before a token, or the token itself. */
function lastSeparator(tokens: readonly Token[], at: number, open: number): number {
  return at - 1 === open || tokens[at - 1]!.value === ',' ? at - 1 : at;
}

/** The parameter that the argument stands for. */
export function parameterAt({ signature, argument, given }: JinjaCall): Signature['parameters'][number] | undefined {
  if (!signature) return undefined;
  if (argument.name !== undefined) return signature.parameters.find(({ name }) => name === argument.name);
  // Behind an argument given by name, all others are.
  const found = given.size ? undefined : signature.parameters[argument.index];
  return found?.keyword ? undefined : found;
}
