import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import vm from 'node:vm';
import { literalText } from '../../protocol/literal';

const VALUE = {
  shop: 'Corner "A"',
  "it's": ['a\n\t\\', '\u2028 \u0000 😀', "it's"],
  paid: true,
  note: null,
  empty: [{}, []],
  price: -1.5e-7,
  'odd-key': { __proto__x: false },
};

describe('a value as a literal', () => {
  it('is JSON', () => {
    assert.equal(literalText(VALUE, 'json'), JSON.stringify(VALUE, null, 2));
  });

  it('is an expression of TypeScript with the same value', () => {
    const read: unknown = vm.runInNewContext(`JSON.stringify(${literalText(VALUE, 'typescript')})`);
    assert.equal(read, JSON.stringify(VALUE));
    assert.equal(literalText({ a: ['x'], "b'": 1 }, 'typescript'), `{\n  a: [\n    'x',\n  ],\n  "b'": 1,\n}`);
  });

  it('is an expression of Python with the same value', function () {
    const program = 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))';
    const read = spawnSync('python3', ['-c', program], { input: literalText(VALUE, 'python'), encoding: 'utf8' });
    if (read.error) this.skip();
    assert.deepEqual(JSON.parse(read.stdout), VALUE, read.stderr);
  });
});
