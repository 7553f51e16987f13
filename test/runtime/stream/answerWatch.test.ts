import * as assert from 'node:assert/strict';
import { AnswerWatch } from '../../../server/src/runtime/stream/answerWatch';
import { outputOf, source } from './cases';

const NAME = 'class A {\n  name string @check(long, {{ this|length > 2 }})\n  n int\n}';

/** A character every 10 ms. */
function watched(types: string, text: string) {
  const watch = new AnswerWatch(outputOf(source('A', types)));
  const frames = [...text].map((character, at) => watch.feed({ t: at * 10, batch: at, text: character }));
  return { frames, end: watch.end(text.length * 10, watch.finish()) };
}

describe('an answer that is watched', () => {
  it('says with the chunk that turned or decided a check what became of it', () => {
    const { frames } = watched(NAME, '{"name": "abcd", "n": 1}');
    const told = frames.flatMap(({ checks = [], length }) =>
      checks.map(({ id, name, holds, decided }) => [length, id, name, holds, decided]),
    );
    const row = frames.flatMap(({ fields }) => fields).find(({ decl }) => decl?.key === 'name')!.id;
    assert.deepEqual(told, [
      [10, row, 'long', false, false],
      [13, row, 'long', true, false],
      [16, row, 'long', true, true],
    ]);
  });

  it('says when the official stream looked at the text: at once, then every 50 ms, and at the end', () => {
    const { frames, end } = watched('class A {\n  name string\n}', '{"name": "abcd"}');
    assert.deepEqual(
      frames.flatMap(({ sampled, chunk }) => (sampled === undefined ? [] : [[sampled, chunk.t]])),
      [
        [0, 10],
        [50, 60],
        [100, 110],
      ],
    );
    assert.equal(end.sampled, 150);
  });

  it('has nothing to say about checks of types without any', () => {
    const { frames, end } = watched('class A {\n  value string\n  checks map<string, string>\n}', '{"value": "x"}');
    assert.ok(frames.every(({ checks }) => checks === undefined));
    assert.deepEqual(end.checks, []);
  });
});
