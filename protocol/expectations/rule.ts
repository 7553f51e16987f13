/** What a recording is expected to show, as data. `syntax.ts` reads it from a line, `evaluate.ts` asks a timeline. */
import type { Json, Outcome } from '../run';

/** A key, an index, or any (`[*]`), from the root. The empty pattern is the root: `$`. */
export type PathPattern = readonly (string | number | Any)[];

export interface Any {
  readonly any: true;
}

/** Characters count the model's text in UTF-16 code units: the same in every replay. Milliseconds are those of the recording. */
export interface Limit {
  readonly most: number;
  readonly unit: 'characters' | 'ms';
}

export type Rule =
  /** Something is true of a value before so much has arrived, counted from the first text or from the value's own. */
  | {
      readonly kind: 'within';
      readonly path: PathPattern;
      readonly what: 'visible' | 'complete';
      readonly limit: Limit;
      readonly ofStart: boolean;
    }
  /** When it can first be seen it is whole. */
  | { readonly kind: 'appears-complete'; readonly path: PathPattern }
  /** The second is not seen earlier than the first. */
  | { readonly kind: 'before'; readonly path: PathPattern; readonly other: PathPattern }
  /** How long its text was there and could not be seen, all holds together. */
  | { readonly kind: 'held'; readonly path: PathPattern; readonly limit: Limit }
  /** How often something happened, everywhere or at and below a path. */
  | {
      readonly kind: 'at-most';
      readonly most: number;
      readonly what: 'retractions' | 'holds';
      readonly path?: PathPattern;
    }
  /** Its value at the end. */
  | { readonly kind: 'is'; readonly path: PathPattern; readonly value: Json }
  | { readonly kind: 'ends'; readonly outcome: Outcome['kind'] };

/** A line that expects something. Columns are UTF-16 units, the end is exclusive. */
export interface Expectation {
  /** From 0. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly rule: Rule;
  /** The paths of the rule as they stand in the line. */
  readonly paths: readonly { readonly pattern: PathPattern; readonly from: number; readonly to: number }[];
}

export interface ExpectationProblem {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
