import * as assert from 'node:assert/strict';
import { Int32Column } from '../../server/src/runtime/int32Column';

/** Around the places at which a column grows: the first block is short, the others have 4096 numbers. */
const SIZES = [0, 1, 31, 32, 33, 64, 4095, 4096, 4097, 8191, 8192, 8193];

describe('a column of numbers', () => {
  for (const size of SIZES) {
    it(`of ${size} gives what was pushed`, () => {
      const column = new Int32Column();
      for (let at = 0; at < size; at++) column.push(at * 7 - 3);
      assert.equal(column.length, size);
      for (let at = 0; at < size; at++) assert.equal(column.at(at), at * 7 - 3);
    });

    it(`is filled with zeros up to what is set at ${size}`, () => {
      const column = new Int32Column();
      column.set(size, 5);
      assert.equal(column.length, size + 1);
      for (let at = 0; at < size; at++) assert.equal(column.at(at), 0);
      assert.equal(column.at(size), 5);
    });

    it(`of 9000 is set anew at ${size}`, () => {
      const column = new Int32Column();
      for (let at = 0; at < 9000; at++) column.push(at);
      column.set(size, -1);
      assert.equal(column.length, 9000);
      for (let at = 0; at < 9000; at++) assert.equal(column.at(at), at === size ? -1 : at);
    });
  }
});
