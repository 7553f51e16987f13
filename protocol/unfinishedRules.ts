/** Stop rules that are switched on and lack something: what a person takes for a limit, and what limits nothing yet. */
import type { RunOptions, StopRule, UnfinishedRule } from './runOptions';

/** How each rule is called, and what is written in its fields. */
const RULES: Readonly<
  Record<StopRule['kind'], { readonly name: string } & { readonly [K in UnfinishedRule['lacks']]?: string }>
> = {
  items: { name: 'after so many complete items', number: 'a number of items', path: 'the list whose items count' },
  complete: { name: 'when a field is complete', path: 'the field' },
  stall: { name: 'when nothing arrives', number: 'a number of seconds' },
  size: { name: 'at so many characters', number: 'a number of characters' },
  cost: { name: 'at a cost', number: 'the cost', price: 'the price per million output tokens, in any currency' },
  check: { name: 'on the first check that fails' },
};

/** Why nothing is run with these options, and what to do; null when every rule that is switched on is whole. */
export function unfinishedWords(options: RunOptions | undefined): string | null {
  const all = options?.unfinished ?? [];
  if (all.length === 0) return null;
  const each = all.map(
    ({ kind, lacks }) => `The stop rule “${RULES[kind].name}” is ticked and lacks ${RULES[kind][lacks]}.`,
  );
  return [
    'Nothing was run.',
    ...each,
    `Write what is missing, or untick ${all.length === 1 ? 'the rule' : 'the rules'}.`,
  ].join(' ');
}

/** Whether a thing of unknown origin says of a rule that it lacks what such a rule needs. */
export function isUnfinishedRule(value: unknown): value is UnfinishedRule {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, lacks } = value as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !Object.hasOwn(RULES, kind) || lacks === 'name') return false;
  return typeof lacks === 'string' && Object.hasOwn(RULES[kind as StopRule['kind']], lacks);
}
