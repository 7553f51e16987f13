import * as assert from 'node:assert/strict';
import { CheckWatch } from '../../../server/src/runtime/stream/checkWatch';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from './cases';

/** What is known of each check after the whole text, one line each; a character comes every 10 ms. */
function watched(types: string, text: string, finish = true): string[] {
  const engine = createEngine(outputOf(source('A', types)));
  const watch = new CheckWatch();
  [...text].forEach((character, at) => {
    const frame = engine.feed({ t: at * 10, batch: at, text: character });
    watch.take(frame, engine.snapshot());
  });
  if (finish) watch.finish(engine.finish(), text.length, text.length * 10);
  return watch.facts.map(({ path, name, holds, decided, turns }) => {
    const when = decided ? `decided at ${decided.length}, ${decided.t} ms` : 'so far';
    return `${path.join('.')} ${name}: ${holds ? 'passes' : 'fails'} ${when}, ${turns} turns`;
  });
}

const NAME = 'class A {\n  name string @check(long, {{ this|length > 2 }})\n  n int @check(small, {{ this < 20 }})\n}';

describe('what becomes of checks while an answer streams', () => {
  it('a check turns while the value grows, and is decided when its text has ended', () => {
    assert.deepEqual(watched(NAME, '{"name": "abcd", "n": 123}'), [
      'name long: passes decided at 16, 150 ms, 1 turns',
      'n small: fails decided at 26, 250 ms, 1 turns',
    ]);
  });

  it('is not known before the value is there, and open until it has ended', () => {
    assert.deepEqual(watched(NAME, '{"name"', false), []);
    assert.deepEqual(watched(NAME, '{"name": "ab', false), ['name long: fails so far, 0 turns']);
    assert.deepEqual(watched(NAME, '{"name": "abc', false), ['name long: passes so far, 1 turns']);
  });

  it('is decided by the end of the answer at the latest', () => {
    const optional = 'class A {\n  name string? @check(long, {{ this|length > 2 }})\n}';
    assert.deepEqual(watched(optional, '{"name": "ab'), ['name long: fails decided at 12, 120 ms, 0 turns']);
  });

  it('is told for items, values of maps, and the whole result', () => {
    const types = 'class A {\n  l (int @check(odd, {{ this is odd }}))[]\n  @@check(some, {{ this.l|length > 1 }})\n}';
    assert.deepEqual(watched(types, '{"l": [1, 2]}').sort(), [
      ' some: passes decided at 13, 120 ms, 1 turns',
      'l.0 odd: passes decided at 9, 80 ms, 0 turns',
      'l.1 odd: fails decided at 12, 110 ms, 0 turns',
    ]);
  });

  it('takes fields called value and checks for what they are', () => {
    const types = 'class A {\n  value string\n  checks map<string, string>\n}';
    assert.deepEqual(watched(types, '{"value": "x", "checks": {"a": "b"}}'), []);
  });
});
