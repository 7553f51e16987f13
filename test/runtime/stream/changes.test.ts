import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from './cases';

/** The operations of each frame, as short lines. */
function changes(type: string, types: string, ...pieces: string[]): string[] {
  const engine = createEngine(outputOf(source(type, types)));
  return pieces.map((text) =>
    engine
      .feed({ t: 0, batch: 0, text })
      .value.map((change) => {
        const { op, path, ...rest } = change;
        return `${op} ${path.join('.')} ${JSON.stringify(Object.values(rest)[0])}`;
      })
      .join(', '),
  );
}

describe('changes between snapshots', () => {
  const types = 'class T {\n  name string\n  tags string[]\n}';

  it('appends to strings, pushes items, sets the rest', () => {
    assert.deepEqual(changes('T', types, '{', '"name": "A', 'nn"', ', "tags": ["x', 'y", "z"]', '}'), [
      'set  {"name":null,"tags":[]}',
      'set name "A"',
      'append name "nn"',
      'push tags "x"',
      'append tags.0 "y", push tags "z"',
      '',
    ]);
  });

  it('sets a string when something of it was taken back', () => {
    assert.deepEqual(changes('string[]', '', '["a\\', 'nb'), ['set  ["a\\\\"]', 'set 0 "a\\nb"']);
  });

  it('truncates a list whose last item is not one after all', () => {
    assert.deepEqual(changes('int[]', '', '[1, 2,', ' 3x', ']'), ['set  [1,2]', '', 'push  3']);
  });

  it('adds and sets entries of maps', () => {
    assert.deepEqual(changes('map<string, int>', '', '{"a": 1, ', '"b": 2, ', '"a": 3}'), [
      'set  {"a":1}',
      'set b 2',
      'set a 3',
    ]);
  });
});
