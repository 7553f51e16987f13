import * as assert from 'node:assert/strict';
import { ChangeQuirks, finalDifferences } from '../../../server/src/runtime/quirks/changes';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from '../stream/cases';

const TYPES = `class A {
  x int
}
class B {
  y string
  x int?
}
class Name {
  name string
  age int?
}
type J = int | float | string | J[] | map<string, J>
class Holder {
  j J
}`;

/** What shows as a change while `text` comes, one character at a time: the end of the text, the quirk, the place. */
function changes(type: string, text: string): string[] {
  const engine = createEngine(outputOf(source(type, TYPES)));
  const quirks = new ChangeQuirks();
  const told: string[] = [];
  [...text].forEach((character, at) => {
    for (const { quirk, path } of quirks.take(engine.feed({ t: 0, batch: 0, text: character })))
      told.push(`${text.slice(Math.max(0, at - 3), at + 1)} ${quirk} ${path.join('.')}`);
  });
  return told;
}

describe('quirks that are changes', () => {
  it('union-reselect: another variant is taken', () => {
    assert.deepEqual(changes('(A | B)[]', '[{"x": 1, "y": "q"}]'), ['": " union-reselect 0']);
  });

  it('candidate-switch: another part of the text is read', () => {
    assert.deepEqual(changes('Name', 'Use {name: 1, 2} as in {"name": "Ann"}'), ['": " candidate-switch ']);
  });

  it('number-jump: a number below a recursive alias', () => {
    assert.deepEqual(changes('Holder', '{"j": 2.55}'), [' 2.5 number-jump j', '2.55 number-jump j']);
  });

  it('nothing in ordinary JSON', () => {
    assert.deepEqual(changes('Name', '{"name": "Ann", "age": 3}'), []);
    assert.deepEqual(changes('A[]', '[{"x": 1}, {"x": 22}]'), []);
  });

  it('final-differs: what the last partial showed and the final value does not', () => {
    const end = (type: string, text: string) => {
      const engine = createEngine(outputOf(source(type, TYPES)));
      engine.feed({ t: 0, batch: 0, text });
      return finalDifferences(engine.snapshot(), engine.finish());
    };
    assert.deepEqual(end('Name[]', '[{"name": "A", "age": 3}, {"na'), [
      {
        quirk: 'final-differs',
        path: [1],
        before: { name: null, age: null },
        after: undefined,
      },
    ]);
    assert.deepEqual(end('Name', '{"name": "A", "age": 3}'), []);
  });
});
