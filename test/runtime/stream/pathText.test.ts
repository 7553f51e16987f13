import * as assert from 'node:assert/strict';
import { leadsTo, pathText } from '../../../server/src/runtime/stream/pathText';
import type { Path } from '../../../server/src/runtime/stream/frame';

const WRITTEN: readonly [path: Path, text: string][] = [
  [[], ''],
  [['items', 0, 'price'], 'items[0].price'],
  [[3, 'type'], '[3].type'],
  [['two words', 'a-b'], '["two words"]["a-b"]'],
];

const LEADS: readonly [path: Path, text: string, leads: boolean][] = [
  [['home'], 'home', true],
  [['home'], 'home.country', true],
  [['items'], 'items[0].price', true],
  [['home'], 'homeland', false],
  [['home', 'country'], 'home', false],
  [[], 'home', false],
];

describe('paths as text', () => {
  for (const [path, text] of WRITTEN)
    it(`${JSON.stringify(path)} is ${text}`, () => assert.equal(pathText(path), text));
  for (const [path, text, leads] of LEADS) {
    it(`${pathText(path)} ${leads ? 'is, or is around,' : 'is not around'} ${text}`, () =>
      assert.equal(leadsTo(path, text), leads));
  }
});
