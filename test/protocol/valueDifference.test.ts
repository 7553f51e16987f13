import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json, ValueChange } from '../../protocol/run';
import { applyChange, toJson, type Value } from '../../protocol/value';
import { changesBetween } from '../../protocol/valueDifference';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 1, 2, '', 'a', 'ab', 'abc'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { noNullPrototype: true }),
  ),
})).value;

const changed = (before: Value | undefined, after: Value): Value | undefined =>
  changesBetween(before, after).reduce<Value | undefined>(applyChange, before);

describe('what changes one value into another', () => {
  it('gives the other value when applied', () => {
    fc.assert(
      fc.property(fc.option(json, { nil: undefined }), json, (before, after) => {
        assert.deepEqual(toJson(changed(before, after)!), toJson(after));
      }),
    );
  });

  it('tells apart versions of one value in either direction, without looking into what they share', () => {
    const ops: readonly ValueChange[] = [
      { op: 'push', path: ['l'], value: { n: 1 } },
      { op: 'set', path: ['x'], value: 1 },
      { op: 'append', path: ['t'], text: 'b' },
      { op: 'remove', path: ['x'] },
      { op: 'truncate', path: ['l'], length: 1 },
      { op: 'set', path: ['l', 0], value: null },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ops), { maxLength: 12 }), fc.nat(12), fc.nat(12), (steps, a, b) => {
        const versions: Value[] = [{ l: [0], t: 'a' }];
        for (const step of steps) versions.push(applyChange(versions.at(-1), step)!);
        const [from, to] = [versions[a % versions.length]!, versions[b % versions.length]!];
        assert.deepEqual(toJson(changed(from, to)!), toJson(to));
      }),
    );
  });

  it('is nothing for equal values', () => {
    fc.assert(fc.property(json, (value) => assert.deepEqual(changesBetween(value, structuredClone(value)), [])));
  });

  it('tells growth, new items, and what is gone for what they are', () => {
    const ops = (a: Json, b: Json) => changesBetween(a, b).map(({ op, path }) => `${op} ${path.join('.')}`);
    assert.deepEqual(ops({ a: 'x', l: [1], z: 1 }, { a: 'xy', l: [1, 2] }).sort(), ['append a', 'push l', 'remove z']);
    assert.deepEqual(ops([1, 2, 3], [1]), ['truncate ']);
    assert.deepEqual(ops('xy', 'x'), ['set ']);
  });
});
