import assert from 'node:assert/strict';
import { bestSymbols, MOST_SYMBOLS } from '../../../server/src/language/features/bestSymbols';
import type { FoundSymbol } from '../../../server/src/language/languageService';

const found = (name: string, rank: number, uri = 'a'): FoundSymbol => ({
  name,
  kind: 'class',
  uri,
  span: { start: 0, end: 1 },
  rank,
});

describe('the best symbols', () => {
  it('of several projects are in the order of rank, name and file', () => {
    const best = bestSymbols([
      [found('B', 2), found('Z', 1)],
      [found('A', 2, 'b'), found('A', 2, 'a')],
    ]);
    assert.deepEqual(
      best.map(({ name, uri }) => name + uri),
      ['Za', 'Aa', 'Ab', 'Ba'],
    );
  });

  it('are as many as anyone reads, none of them worse than one that is left out', () => {
    const lists = [0, 1].map((odd) => Array.from({ length: MOST_SYMBOLS }, (_, i) => found(`N${i}`, 2 * i + odd)));
    const best = bestSymbols(lists);
    assert.deepEqual(
      best.map(({ rank }) => rank),
      Array.from({ length: MOST_SYMBOLS }, (_, i) => i),
    );
  });
});
