import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bareBase64, fromBase64, toBase64 } from '../../../server/src/runtime/request/base64';

describe('base64', () => {
  it('is there and back again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
        assert.deepEqual([...fromBase64(toBase64(bytes))!], [...bytes]);
      }),
    );
  });

  it('has no joints where a long text is made of pieces', () => {
    const long = Buffer.alloc(100_000, 'abc7');
    assert.equal(toBase64(long), long.toString('base64'));
  });

  it('is not everything, and may have the beginning of a data URL', () => {
    assert.equal(fromBase64('***'), undefined);
    assert.equal(bareBase64('data:image/png;base64,QUJD'), 'QUJD');
    assert.equal(bareBase64('QUJD'), 'QUJD');
  });
});
