import assert from 'node:assert/strict';
import type { Type } from '../../../server/src/ir/schema';
import { typeText } from '../../../server/src/language/features/typeText';

const int: Type = { kind: 'primitive', name: 'int' };
const nothing: Type = { kind: 'primitive', name: 'null' };
const union = (...variants: Type[]): Type => ({ kind: 'union', variants });
const list = (item: Type): Type => ({ kind: 'list', item });

describe('typeText', () => {
  const cases: readonly (readonly [Type, string])[] = [
    [int, 'int'],
    [{ kind: 'literal', value: 'a "b"' }, '"a \\"b\\""'],
    [list(int), 'int[]'],
    [list(list({ kind: 'class', name: 'P' })), 'P[][]'],
    [union(int, nothing), 'int?'],
    [union(int, { kind: 'enum', name: 'E' }), 'int | E'],
    [list(union(int, nothing)), '(int?)[]'],
    [list({ kind: 'literal', value: 1 }), '(1)[]'],
    [union(nothing, int, list(int)), 'null | int | int[]'],
    [{ kind: 'map', key: { kind: 'primitive', name: 'string' }, value: union(int, nothing) }, 'map<string, int?>'],
    [{ kind: 'tuple', items: [int, int] }, '(int, int)'],
    [union(list(int), nothing), 'int[]?'],
    [
      union(...Array.from({ length: 12 }, (_, value): Type => ({ kind: 'literal', value }))),
      '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | …',
    ],
  ];
  for (const [type, expected] of cases) it(expected, () => assert.equal(typeText(type), expected));
});
