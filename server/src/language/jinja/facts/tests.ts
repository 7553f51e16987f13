/** What can stand behind `is`. Language reference 6.1. */
import type { Signature } from '../analysis';
import { BOOL } from '../types';
import { needed, signature } from './signature';

const OTHER = [needed('other')];

const SIGNATURES: readonly Signature[] = [
  ...(
    [
      ['defined', 'There is such a value.'],
      ['undefined', 'There is no such value.'],
      ['none', 'The value is null.'],
      ['boolean', 'The value is true or false.'],
      ['true', 'The value is true.'],
      ['false', 'The value is false.'],
      ['number', 'The value is an int or a float.'],
      ['integer', 'The value is an int.'],
      ['int', 'The value is an int.'],
      ['float', 'The value is a float.'],
      ['string', 'The value is a string.'],
      ['sequence', 'The value is a list.'],
      ['iterable', 'A loop can run over the value.'],
      ['mapping', 'The value is a map or a class.'],
      ['safe', 'The text is marked as safe.'],
      ['escaped', 'The text is marked as safe.'],
      ['odd', 'The number is odd.'],
      ['even', 'The number is even.'],
      ['lower', 'The text has no capitals.'],
      ['upper', 'The text has no small letters.'],
      ['filter', 'A filter has this name.'],
      ['test', 'A test has this name.'],
    ] as const
  ).map(([name, documentation]) => signature(name, [], BOOL, documentation)),
  ...(
    [
      ['divisibleby', 'The number can be divided by the other without a rest.'],
      ['startingwith', 'The text begins like the other.'],
      ['endingwith', 'The text ends like the other.'],
      ['sameas', 'Both are the same, and of the same type.'],
      ['in', 'The value is one of the others.'],
      ['eq', 'Both are equal.'],
      ['equalto', 'Both are equal.'],
      ['ne', 'They differ.'],
      ['lt', 'The value is smaller.'],
      ['lessthan', 'The value is smaller.'],
      ['le', 'The value is smaller or equal.'],
      ['gt', 'The value is greater.'],
      ['greaterthan', 'The value is greater.'],
      ['ge', 'The value is greater or equal.'],
    ] as const
  ).map(([name, documentation]) => signature(name, OTHER, BOOL, documentation)),
];

export const TESTS: ReadonlyMap<string, Signature> = new Map(SIGNATURES.map((of) => [of.name, of]));

/** Names that are only usable in a text, as in `select("==", 3)`. */
export const OPERATOR_TESTS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
