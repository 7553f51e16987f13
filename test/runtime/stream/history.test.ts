import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Json } from '../../../server/src/ir/json';
import type { ValueChange } from '../../../server/src/runtime/stream/frame';
import { History, type KeptSnapshot } from '../../../server/src/runtime/stream/history';
import { foldChanges } from './foldChanges';

type Container = Json[] | Record<string, Json>;
const isContainer = (value: Json | undefined): value is Container => typeof value === 'object' && value !== null;

/** Every place in `value`, with what stands there. */
function placesOf(value: Json, path: (string | number)[] = []): [(string | number)[], Json][] {
  const below = isContainer(value) ? Object.entries(value) : [];
  return [
    [path, value],
    ...below.flatMap(([key, part]) => placesOf(part, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

const FRESH: readonly Json[] = ['', 'ab', 1, null, [], {}, { a: null, b: '' }, [['x']], { __proto__: null, c: [] }];

/** A change that can be made to `value`; `pick` decides which. */
function changeTo(value: Json | undefined, pick: (size: number) => number): ValueChange {
  const fresh = FRESH[pick(FRESH.length)]!;
  if (value === undefined) return { op: 'set', path: [], value: fresh };
  const places = placesOf(value);
  // The newest places most often, as in an answer.
  const [path, at] = places[pick(2) === 0 ? places.length - 1 : pick(places.length)]!;
  if (typeof at === 'string') return { op: 'append', path, text: 'xyz'.slice(pick(3)) };
  if (Array.isArray(at))
    return at.length > 0 && pick(4) === 0
      ? { op: 'truncate', path, length: pick(at.length) }
      : { op: 'push', path, value: fresh };
  if (!isContainer(at)) return { op: 'set', path, value: fresh };
  const keys = Object.keys(at);
  const key = keys.length > 0 && pick(2) === 0 ? keys[pick(keys.length)]! : ['a', 'b', '__proto__', '0'][pick(4)]!;
  return keys.includes(key) && pick(3) === 0
    ? { op: 'remove', path: [...path, key] }
    : { op: 'set', path: [...path, key], value: fresh };
}

describe('history of snapshots', () => {
  it('gives every snapshot as the changes up to it fold to, in whatever order they are looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 400 }), fc.boolean(), (picks, atOnce) => {
        const history = new History();
        const kept: [KeptSnapshot, string][] = [];
        let value: Json | undefined;
        let at = 0;
        while (at < picks.length) {
          const change = changeTo(value, (size) => (picks[at++] ?? 0) % size);
          value = foldChanges(value, [change]);
          history.apply([change]);
          const snapshot = history.now();
          if (atOnce) assert.equal(JSON.stringify(snapshot.value), JSON.stringify(value));
          kept.push([snapshot, JSON.stringify(value)]);
        }
        for (const [snapshot, text] of kept.reverse()) assert.equal(JSON.stringify(snapshot.value), text);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('makes no entry for the growth of a string', () => {
    const history = new History();
    history.apply([{ op: 'set', path: [], value: { text: '' } }]);
    history.apply([{ op: 'set', path: ['text'], value: '' }]);
    const path = Object.freeze(['text']);
    const kept = Array.from({ length: 1000 }, (_, i) => {
      history.append(path, `${i} `);
      return history.now();
    });
    assert.equal(history.size, 2);
    history.apply([{ op: 'set', path: ['more'], value: 1 }]);
    assert.deepEqual(kept[1]!.value, { text: '0 1 ' });
    assert.equal((kept[999]!.value as { text: string }).text.length, 3890);
  });

  it('gives what has not changed since as the same object', () => {
    const history = new History();
    history.apply([
      { op: 'set', path: [], value: [] },
      { op: 'push', path: [], value: {} },
      { op: 'set', path: [0, 'tags'], value: ['a'] },
      { op: 'push', path: [0, 'tags'], value: 'b' },
      { op: 'push', path: [], value: {} },
    ]);
    const [first] = history.now().value as Json[];
    history.apply([{ op: 'set', path: [1, 'name'], value: 'b' }]);
    const [again, other] = history.now().value as Json[];
    assert.equal(again, first);
    assert.deepEqual(other, { name: 'b' });
  });
});
