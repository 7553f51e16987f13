import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprint } from '../../server/src/runtime/hash';

describe('fingerprint', () => {
  it('is 16 hexadecimal digits, the same for the same text', () => {
    assert.match(fingerprint(''), /^[0-9a-f]{16}$/);
    fc.assert(fc.property(fc.string(), (text) => assert.equal(fingerprint(text), fingerprint(`${text}`))));
    assert.equal(fingerprint('Say hi.'), fingerprint('Say hi.'));
  });

  it('differs when anything differs', () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `prompt number ${n}`);
    assert.equal(new Set(texts.map(fingerprint)).size, texts.length);
    assert.notEqual(fingerprint('ab'), fingerprint('ba'));
    assert.notEqual(fingerprint('a'), fingerprint('a\0'));
  });
});
