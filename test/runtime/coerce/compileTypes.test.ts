/** A union whose variants are all one type is that type. The expected values are what runtime 0.226.2 gave. */
import { deepEqual } from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from '../stream/cases';

function partial(types: string, returns: string, text: string): unknown {
  const engine = createEngine(outputOf(source(returns, types)));
  engine.feed({ t: 0, batch: 0, text });
  const snapshot = engine.snapshot();
  return snapshot.kind === 'value' ? snapshot.value : 'refused';
}

describe('a union of one type', () => {
  it('is known in a class that is done', () => {
    const types = 'class Part {\n}\nclass Whole {\n  part (Part | Part)\n  @@stream.done\n}';
    deepEqual(partial(types, 'Whole', '{"part":{'), 'refused');
    deepEqual(partial(types, 'Whole', '{"part":{}}'), { part: {} });
  });

  it('is never null when its class says so', () => {
    const types = 'class Part {\n  a int?\n  @@stream.not_null\n}\nclass Whole {\n  part (Part | Part)\n}';
    deepEqual(partial(types, 'Whole', '{'), 'refused');
    deepEqual(partial(types, 'Whole', '{"part":{'), { part: { a: null } });
  });

  it('is the text untouched when it is a string', () => {
    deepEqual(partial('', '(string | string)', '"'), '"');
  });
});
