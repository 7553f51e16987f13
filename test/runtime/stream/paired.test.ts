import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { MAX_PARTS } from '../../../server/src/runtime/stream/paired';
import { outputOf, source } from './cases';

// What the runtime itself answers stands in `test/fixtures/streaming/rules.json`.

/** The snapshot after `text`, one character at a time. */
function read(returns: string, text: string, types = ''): unknown {
  const engine = createEngine(outputOf(source(returns, types)));
  for (const character of text) engine.feed({ t: 0, batch: 0, text: character });
  const snapshot = engine.snapshot();
  return snapshot.kind === 'value' ? snapshot.value : snapshot.message;
}

describe('values behind one that is withheld', () => {
  it('refuse the answer when that is of another kind', () => {
    assert.equal(read('map<string, int?>', '{"a": 1, "b": 2, "a": "'), 'Unification error');
  });

  it('are what they were as soon as it is complete', () => {
    assert.deepEqual(read('map<string, int?>', '{"a": 1, "b": 2, "a": "x"'), { a: null, b: 2 });
  });

  it('are cut to its length', () => {
    const text = '{"a": [1], "b": [2, 3, 4], "c": [5, 6], "a": [7, 8';
    assert.deepEqual(read('map<string, (int[] @stream.done)>', text), { b: [2, 3], c: [5, 6] });
  });

  it('have the fields that it has as well', () => {
    const types = 'class C {\n  y string[]\n  z string?\n}\nclass D {\n  z string\n  w int\n}';
    const text = '{"a": [], "b": [{"y": ["p"], "z": "k"}], "a": [{"z": "t", "w": 1}';
    assert.deepEqual(read('map<string, ((C | D)[] @stream.done)>', text, types), { b: [{ z: 'k' }] });
  });

  it('keep what was found out about themselves when there are very many', () => {
    const entries = Array.from({ length: MAX_PARTS + 1 }, (_, at) => `"k${at}": ${at}`);
    const value = read('map<string, int?>', `{${entries.join(', ')}, "k0": "`) as Record<string, number>;
    assert.equal(value['k1'], 1);
    assert.ok(!('k0' in value));
  });
});

describe('the rows of a value that lost parts to the one before it', () => {
  it('tell which of them are to be seen', () => {
    const types = 'class C {\n  y string[]\n  z string?\n}\nclass D {\n  z string\n  w int\n}';
    const engine = createEngine(outputOf(source('map<string, ((C | D)[] @stream.done)>', types)));
    const text = '{"a": [], "b": [{"y": ["p"], "z": "k"}], "a": [{"z": "t", "w": 1}';
    const { fields } = engine.feed({ t: 0, batch: 0, text });
    const visible = (key: string): boolean[] =>
      fields.filter(({ decl }) => decl?.key === key).map((field) => field.visible === true);
    // In `a` it is withheld.
    assert.deepEqual(visible('z').toSorted(), [false, true]);
    assert.deepEqual(visible('y'), [false]);
  });
});
