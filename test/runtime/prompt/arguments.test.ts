import assert from 'node:assert/strict';
import { checkArguments } from '../../../server/src/runtime/prompt/arguments';
import type { Json } from '../../../server/src/ir/json';
import { functionOf, runnableOf } from '../../support/prompts';

const declarations = `
class Item { name string
 price float?
 kind Kind }
enum Kind { FOOD
DRINK }
type Tree = int | Tree[]
`;

/** Parameter list, arguments, messages. */
const cases: readonly (readonly [string, Record<string, Json>, readonly string[]])[] = [
  ['a: int', { a: 1 }, []],
  ['a: int', {}, ['Argument `a` is missing; it has to be int.']],
  ['a: int?', {}, []],
  ['a: int', { a: 1.5 }, ['Argument `a`: expected int, got 1.5.']],
  ['a: float', { a: 1 }, []],
  ['a: string', { a: null }, ['Argument `a`: expected string, got null.']],
  ['a: string', { a: 'x', b: 1 }, ["Argument `b` is unknown; the function's parameters: `a`."]],
  ['a: bool', { a: 'true' }, ['Argument `a`: expected bool, got "true".']],
  ['a: "x" | "y"', { a: 'z' }, ['Argument `a`: expected "x" | "y", got "z".']],
  ['a: Kind', { a: 'FOOD' }, []],
  ['a: Kind', { a: 'food' }, ['Argument `a`: expected one of FOOD, DRINK (Kind), got "food".']],
  ['a: int[]', { a: [1, 2, 'x'] }, ['Argument `a[2]`: expected int, got "x".']],
  ['a: int[]', { a: 1 }, ['Argument `a`: expected int[], got 1.']],
  ['a: map<string, int>', { a: { k: null } }, ['Argument `a["k"]`: expected int, got null.']],
  ['a: Item', { a: { name: 'n', kind: 'FOOD' } }, []],
  ['a: Item', { a: { kind: 'FOOD' } }, ['Argument `a.name`: missing; Item needs string here.']],
  ['a: Item[]', { a: [{ name: 'n', kind: 'FOOD', price: '1' }] }, ['Argument `a[0].price`: expected float, got "1".']],
  [
    'a: Item',
    { a: { name: 'n', kind: 'FOOD', extra: 1 } },
    ['Argument `a.extra`: unknown; Item has no field `extra`.'],
  ],
  ['a: Item?', { a: { name: 1, kind: 'FOOD' } }, ['Argument `a.name`: expected string, got 1.']],
  ['a: int | string', { a: true }, ['Argument `a`: expected int | string, got true.']],
  ['a: Tree', { a: [1, [2, [3]]] }, []],
  ['a: Tree', { a: [1, ['x']] }, ['Argument `a[1][0]`: expected int | Tree[], got "x".']],
  ['a: image', { a: { url: 'u' } }, []],
  ['a: image', { a: 'u' }, ['Argument `a`: expected image: an object with `url`, `base64` or `file`, got "u".']],
];

describe('arguments of a function', () => {
  it('are checked in time that does not explode with unions inside unions', () => {
    const nodes = 'class A { next (A | B)? }\nclass B { next (A | B)?\n last int }\n';
    const { function: called, schema } = runnableOf(nodes + functionOf('x', '(a: A | B) -> string'));
    let deep: Json = { next: 'wrong' };
    for (let level = 0; level < 60; level++) deep = { next: deep, last: 1 };
    assert.equal(checkArguments(called.parameters, schema, { a: deep }).length, 1);
  });

  for (const [parameters, args, messages] of cases) {
    it(`${parameters}  ${JSON.stringify(args)}`, () => {
      const { function: called, schema } = runnableOf(declarations + functionOf('x', `(${parameters}) -> string`));
      const problems = checkArguments(called.parameters, schema, args);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        messages,
      );
    });
  }
});
