import assert from 'node:assert/strict';
import { crc32 } from '../../../server/src/runtime/transport/crc32';

describe('crc32', () => {
  const cases: [text: string, sum: number][] = [
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ];
  for (const [text, sum] of cases) it(JSON.stringify(text), () => assert.equal(crc32(Buffer.from(text)), sum));
});
