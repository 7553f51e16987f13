import assert from 'node:assert/strict';
import { lastPart } from '../../../webview/src/records/lastPart';

describe('the last part of a path', () => {
  const cases: [path: string, part: string][] = [
    ['total', 'total'],
    ['items[0]', '[0]'],
    ['items[0].price', 'price'],
    ['by["a.b"]', '["a.b"]'],
    ['by["a.b"].name', 'name'],
    ['', ''],
    ['a.', 'a.'],
  ];
  for (const [path, part] of cases) it(path || 'nothing', () => assert.equal(lastPart(path), part));
});
