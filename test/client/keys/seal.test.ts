import assert from 'node:assert/strict';
import { createSeal } from '../../../client/src/keys/seal';
import { sealOpener } from '../../../server/src/lsp/environment/seal';

describe('a sealed key', () => {
  const seal = createSeal();
  const open = sealOpener(seal.environment['BAML_LIVE_SEAL']);

  it('is read by the process that was given the seal, and looks different every time', () => {
    for (const value of ['sk-0123456789', 'zwölf "Zeichen"', 'x'.repeat(10_000)]) {
      const sealed = seal.close('A_KEY', value);
      assert.equal(open('A_KEY', sealed), value);
      assert.ok(!Buffer.from(sealed, 'base64').toString('latin1').includes(value));
      assert.notEqual(seal.close('A_KEY', value), sealed);
    }
  });

  it('stands for one variable only, and is nothing once it was changed', () => {
    const sealed = seal.close('A_KEY', 'sk-0123456789');
    const other = Buffer.from(sealed, 'base64');
    other[other.length - 1]! ^= 1;
    const wrong: [name: string, text: string][] = [
      ['B_KEY', sealed],
      ['A_KEY', other.toString('base64')],
      ['A_KEY', ''],
      ['A_KEY', 'sk-0123456789'],
    ];
    for (const [name, text] of wrong) assert.equal(open(name, text), undefined);
    assert.equal(sealOpener(createSeal().environment['BAML_LIVE_SEAL'])('A_KEY', sealed), undefined);
  });

  it('is the value itself for an editor that seals nothing', () => {
    assert.equal(sealOpener(undefined)('A_KEY', 'sk-0123456789'), 'sk-0123456789');
  });
});
