import * as assert from 'node:assert/strict';
import { plainMaker } from '../../server/src/runtime/plainMaker';

interface Told {
  readonly id: number;
  readonly name?: string;
}

describe('plainMaker', () => {
  const Made = plainMaker(function (this: { id: number; name?: string }, id: number, name?: string) {
    this.id = id;
    if (name !== undefined) this.name = name;
  });

  it('makes what a literal would make', () => {
    const told: Told = new Made(1, 'one');
    assert.deepStrictEqual(told, { id: 1, name: 'one' });
    assert.equal(Object.getPrototypeOf(told), Object.prototype);
    assert.equal(JSON.stringify(new Made(2)), '{"id":2}');
    assert.deepStrictEqual({ ...told }, { id: 1, name: 'one' });
  });

  it('leaves the properties in the order in which they are set', () => {
    assert.deepEqual(Object.keys(new Made(1, 'one')), ['id', 'name']);
  });
});
