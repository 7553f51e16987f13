/** All filters by name: MiniJinja's built-in ones and those of BAML. */
import type { Args } from '../args';
import type { Evaluator } from '../evaluator';
import { fail } from '../failure';
import type { Value } from '../values';
import { weigh } from '../weight';
import { bamlFilters } from './baml';
import type { Filter } from './filter';
import { mapFilters } from './maps';
import { numberFilters } from './numbers';
import { sequenceFilters } from './sequences';
import { textFilters } from './text';

const FILTERS: ReadonlyMap<string, Filter> = new Map(
  [textFilters, sequenceFilters, mapFilters, numberFilters, bamlFilters].flatMap((filters) => Object.entries(filters)),
);

export const FILTER_NAMES: ReadonlySet<string> = new Set(FILTERS.keys());

/** Filters that do not look at the whole value. */
const CHEAP = new Set(['length', 'count', 'first', 'last', 'default', 'd', 'attr', 'bool']);

/** `value | name(arguments)`. Unknown names and unusable values are failures. */
export function applyFilter(name: string, value: Value, args: Args, evaluator: Evaluator): Value {
  const filter = FILTERS.get(name);
  if (!filter) return fail(`unknown filter: filter ${name} is unknown`);
  evaluator.budget.spend(CHEAP.has(name) ? 1 : weigh(value));
  return filter(value, args, evaluator);
}

/** `list | map("name")`: the message has no name there. */
export function applyNamedFilter(name: string, value: Value, args: Args, evaluator: Evaluator): Value {
  if (!FILTERS.has(name)) return fail('unknown filter');
  return applyFilter(name, value, args, evaluator);
}
