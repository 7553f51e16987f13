import assert from 'node:assert/strict';
import type { Json } from '../../protocol/run';
import { EMPTY } from '../../protocol/timeline';
import { diffLines } from '../../webview/src/diffLines';

const lines = (before: Json | undefined, after: Json): string[] =>
  diffLines(before, after, EMPTY)
    .map(({ kind, name, before: was, after: is, added }) => `${kind} ${name}: ${was ?? '-'} → ${added ?? is ?? 'gone'}`)
    .sort();

describe('lines of a difference', () => {
  it('tell growth from what was filled in, what is new, and what was taken back', () => {
    const before = { a: 'Index', b: null, c: 'x', d: 1, l: [1], s: 'Pending' };
    const after = { a: 'Index Book', b: 2, c: 'y', l: [1, { n: 2 }], s: 'Pending' };
    assert.deepEqual(lines(before, after), [
      '+ l[1]: - → {"n":2}',
      'grew a: Index →  Book',
      'retracted c: "x" → "y"',
      'retracted d: 1 → gone',
      '~ b: null → 2',
    ]);
  });

  it('take a state that goes on for no retraction', () => {
    assert.deepEqual(lines({ n: { value: 'a', state: 'Pending' } }, { n: { value: 'a', state: 'Complete' } }), [
      '~ n.state: "Pending" → "Complete"',
    ]);
  });

  it('are one for the first snapshot, and one for each item that is gone', () => {
    assert.deepEqual(lines(undefined, { a: 1 }), ['+ value: - → {"a":1}']);
    assert.deepEqual(lines([1, 2, 3], [1]), ['retracted [1]: 2 → gone', 'retracted [2]: 3 → gone']);
  });
});
