import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPlace, stepsOf } from '../../../server/src/runtime/arguments/jsonPlace';

describe('a place in JSON', () => {
  it('is found by its path, whatever the text looks like', () => {
    const steps = (value: unknown, path: (string | number)[]): (string | number)[][] => [
      path,
      ...(typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, item]) =>
            steps(item, [...path, Array.isArray(value) ? Number(key) : key]),
          )
        : []),
    ];
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\n`;
        for (const path of steps(JSON.parse(text), [])) {
          const { start, end } = jsonPlace(text, path);
          const wanted = path.reduce<unknown>(
            (at, step) => (at as Record<string | number, unknown>)[step],
            JSON.parse(text),
          );
          assert.deepEqual(JSON.parse(text.slice(start, end)), wanted, JSON.stringify(path));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the innermost one there is, when the path leads nowhere', () => {
    const text = '{"a": {"b": [1]}}';
    assert.deepEqual(jsonPlace(text, ['a', 'c', 'd']), { start: 6, end: 16 });
    assert.deepEqual(jsonPlace(text, ['a', 'b', 7]), { start: 12, end: 15 });
    assert.deepEqual(jsonPlace('7', ['a']), { start: 0, end: 1 });
  });

  it('steps over any depth', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    assert.deepEqual(jsonPlace(`{"a": ${deep}, "b": 1}`, ['b']), { start: 100_013, end: 100_014 });
  });

  it('has a path that is written as the timeline writes it', () => {
    assert.deepEqual(stepsOf('order.items[0]["odd \\"key\\""].price'), ['order', 'items', 0, 'odd "key"', 'price']);
    assert.deepEqual(stepsOf('text'), ['text']);
  });
});
