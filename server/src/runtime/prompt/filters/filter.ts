/** What a filter is. */
import type { Args } from '../args';
import type { Evaluator } from '../evaluator';
import type { Value } from '../values';

/** Takes the value before `|` and the arguments; `evaluator` pays for work and calls what filters call. */
export type Filter = (value: Value, args: Args, evaluator: Evaluator) => Value;
