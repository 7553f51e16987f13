import * as assert from 'node:assert/strict';
import { AnswerWatch } from '../../../server/src/runtime/stream/answerWatch';
import { outputOf, source } from './cases';

/** What is told of asserts while a character comes every 10 ms: the character, the row's number, the name, the result. */
function told(types: string, text: string): string[] {
  const watch = new AnswerWatch(outputOf(source('A', types)));
  return [...text].flatMap((character, at) =>
    (watch.feed({ t: at * 10, batch: at, text: character }).checks ?? []).map(
      ({ name, expression, holds, decided, level }) =>
        `${level ?? 'check'} ${name || expression} ${holds ? 'holds' : 'fails'} after ${at + 1}${decided ? '' : ', so far'}`,
    ),
  );
}

// The parser is sure of an end one character later, when it sees what follows.
describe('when asserts of an answer are decided', () => {
  it('with the end of the text of their value, whether it holds or is refused', () => {
    const types = 'class A {\n  n int? @assert(small, {{ this < 20 }})\n  s string\n}';
    assert.deepEqual(told(types, '{"n": 12, "s": "x"}'), ['assert small holds after 10']);
    assert.deepEqual(told(types, '{"n": 99, "s": "x"}'), ['assert small fails after 10']);
  });

  it('of a value that is withheld, before code sees it', () => {
    const types = 'class A {\n  s string @assert(short, {{ this|length < 4 }})\n  n int\n  @@stream.done\n}';
    assert.deepEqual(told(types, '{"s": "abc", "n": 1}'), ['assert short holds after 12']);
    assert.deepEqual(told(types, '{"s": "abcde", "n": 1}'), ['assert short fails after 14']);
  });

  it('of a class once all of it is there, of items and values of maps each', () => {
    const types =
      'class A {\n  l (int @assert(odd, {{ this is odd }}))[]\n  @@assert(some, {{ this.l|length > 0 }})\n}';
    assert.deepEqual(told(types, '{"l": [1, 3]}'), [
      'assert odd holds after 9',
      'assert odd holds after 12',
      'assert some holds after 13',
    ]);
  });

  it('is not told where it cannot be known: no text yet, other text than the type says, no answer', () => {
    const types = 'class A {\n  n int? @assert(small, {{ this < 20 }})\n}';
    assert.deepEqual(told(types, '{"n": '), []);
    assert.deepEqual(told('class A {\n  n int? @assert(odd, {{ this.nothing.at.all }})\n}', '{"n": 3}'), []);
    assert.deepEqual(told('class A {\n  n int?\n}', '{"n": 3}'), []);
  });

  it('goes with checks of the same value, each told as what it is', () => {
    const types = 'class A {\n  n int @check(big, {{ this > 50 }}) @assert(small, {{ this < 20 }})\n}';
    assert.deepEqual(told(types, '{"n": 12}'), [
      'check big fails after 7, so far',
      'check big fails after 9',
      'assert small holds after 9',
    ]);
  });
});
