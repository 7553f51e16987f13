import * as assert from 'node:assert/strict';
import { Mirror } from '../../../server/src/runtime/quirks/mirror';
import { PlaceTree } from '../../../server/src/runtime/quirks/placeTree';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import type { ValueChange } from '../../../server/src/runtime/stream/frame';
import { outputOf } from '../stream/cases';
import { generate, randomFrom } from '../stream/generate';

const frameOf = (...value: ValueChange[]) => ({ chunk: { t: 0, batch: 0, text: '' }, length: 0, value, fields: [] });

describe('mirror', () => {
  it('is what the snapshots are, in both modes', () => {
    for (const mode of ['official', 'corrected'] as const) {
      for (let seed = 1; seed <= 30; seed++) {
        const { baml, text } = generate(randomFrom(seed), (['clean', 'attributes', 'messy'] as const)[seed % 3]!);
        const engine = createEngine(outputOf(baml), { mode });
        const mirror = new Mirror();
        for (const character of text) {
          mirror.take(engine.feed({ t: 0, batch: 0, text: character }));
          const snapshot = engine.snapshot();
          assert.deepEqual(mirror.whole, snapshot.kind === 'value' ? snapshot.value : undefined);
        }
      }
    }
  });

  it('tells the places that changed', () => {
    const mirror = new Mirror();
    mirror.take(frameOf({ op: 'set', path: [], value: { a: [1, 2, 3], b: 'x' } }));
    const places = mirror.take(
      frameOf(
        { op: 'truncate', path: ['a'], length: 1 },
        { op: 'push', path: ['a'], value: { c: null } },
        { op: 'append', path: ['b'], text: 'y' },
      ),
    );
    assert.deepEqual(places, [['a', 1], ['a', 2], ['a', 1], ['b']]);
    assert.deepEqual(mirror.whole, { a: [1, { c: null }], b: 'xy' });
  });

  it('takes any key for a plain one', () => {
    const mirror = new Mirror();
    mirror.take(frameOf({ op: 'set', path: [], value: {} }, { op: 'set', path: ['__proto__'], value: 1 }));
    assert.equal(Object.getPrototypeOf(mirror.whole), Object.prototype);
    assert.equal(JSON.stringify(mirror.whole), '{"__proto__":1}');
  });

  it('is nothing while the text is refused', () => {
    const mirror = new Mirror();
    mirror.take(frameOf({ op: 'set', path: [], value: 1 }));
    mirror.take({ ...frameOf(), refusal: 'no' });
    assert.equal(mirror.whole, undefined);
    mirror.take({ ...frameOf(), refusal: null });
    assert.equal(mirror.whole, 1);
  });
});

describe('place tree', () => {
  const tree = (): PlaceTree<string> => {
    const places = new PlaceTree<string>();
    for (const path of [['a'], ['a', 0, 'x'], ['a', 1], ['b']]) places.put(path, path.join('.'));
    return places;
  };

  it('finds what is around a place, innermost first', () => {
    assert.deepEqual(tree().around(['a', 0, 'x', 'y']), ['a', 0, 'x']);
    assert.deepEqual(tree().around(['a', 0]), ['a']);
    assert.equal(tree().around(['c']), null);
  });

  it('takes out what is in a place', () => {
    const places = tree();
    assert.deepEqual(places.takeOut(['a', 0]), ['a.0.x']);
    assert.deepEqual(places.takeOut(['a']).sort(), ['a', 'a.1']);
    assert.equal(places.size, 1);
    assert.deepEqual(places.takeOut([]), ['b']);
    assert.equal(places.size, 0);
  });
});
