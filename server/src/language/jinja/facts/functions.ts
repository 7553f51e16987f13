/** The functions of the template language itself. Language reference 6.1. */
import type { CallableType, Signature } from '../analysis';
import { INT, STRING, UNKNOWN, listOf, mapOf } from '../types';
import { needed, optional, signature } from './signature';

const SIGNATURES: readonly Signature[] = [
  signature(
    'range',
    [needed('start', INT, 'The first number; alone, the end.'), optional('stop', INT), optional('step', INT)],
    listOf(INT),
    'The whole numbers from `start` (or 0) up to but without `stop`.',
  ),
  signature('dict', [optional('map')], mapOf(STRING, UNKNOWN), 'A map of the named arguments.', { moreNamed: true }),
  signature('namespace', [optional('map')], UNKNOWN, 'An object whose properties `{% set ns.x = … %}` can change.', {
    moreNamed: true,
  }),
  signature('debug', [], STRING, 'The values as text, to look at while writing a prompt.', { morePositional: true }),
];

export const FUNCTIONS: ReadonlyMap<string, CallableType> = new Map(
  SIGNATURES.map((of) => [of.name, { kind: 'callable', name: of.name, of: 'builtin', signature: of } as const]),
);
