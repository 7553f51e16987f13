import * as assert from 'node:assert/strict';
import { compileTypes } from '../../../server/src/runtime/coerce/compileTypes';
import { entryOf, itemOf } from '../../../server/src/runtime/stream/partTypes';
import { typeText } from '../../../server/src/runtime/stream/typeText';
import type { Ty } from '../../../server/src/runtime/coerce/types';
import { outputOf, source } from './cases';

const TYPES = `type K = int | K[]
type M = float | map<string, M>`;

const CASES: readonly [type: string, items: readonly string[], values: readonly string[]][] = [
  ['string[]', ['string'], []],
  ['map<string, int>', ['int'], ['int']],
  ['string | int', [], []],
  ['string[]?', ['string'], []],
  ['int[] | map<string, bool>', ['int', 'bool'], ['bool']],
  ['K', ['K'], []],
  ['K | M', ['K', 'M'], ['M']],
  ['K | string[] | map<string, int>', ['K', 'string', 'int'], ['int']],
];

describe('what parts of a value count as', () => {
  for (const [type, items, values] of CASES) {
    it(`${type}: items ${items.join(', ') || 'none'}; values ${values.join(', ') || 'none'}`, () => {
      const { final } = compileTypes(outputOf(source(type, TYPES)));
      assert.deepEqual(names(itemOf(final)), items);
      assert.deepEqual(names(entryOf(final)), values);
      assert.equal(itemOf(final), itemOf(final), 'made once');
    });
  }
});

function names(ty: Ty | null): readonly string[] {
  if (ty === null) return [];
  const parts: readonly Ty[] = ty.kind === 'union' ? ty.variants : [ty];
  return parts.map(({ source: written }) => typeText(written));
}
