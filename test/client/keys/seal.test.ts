import assert from 'node:assert/strict';
import { createSeal } from '../../../client/src/keys/seal';
import { sealOpener } from '../../../server/src/lsp/environment/seal';

describe('a sealed key', () => {
  const seal = createSeal();
  const open = sealOpener(seal.secret);

  it('is read by the process that was given the seal, and looks different every time', async () => {
    for (const value of ['sk-0123456789', 'zwölf "Zeichen"', 'x'.repeat(10_000)]) {
      const sealed = await seal.close('A_KEY', value);
      assert.equal(await open('A_KEY', sealed), value);
      assert.ok(!Buffer.from(sealed, 'base64').toString('latin1').includes(value));
      assert.notEqual(await seal.close('A_KEY', value), sealed);
    }
  });

  it('stands for one variable only, and is nothing once it was changed', async () => {
    const sealed = await seal.close('A_KEY', 'sk-0123456789');
    const other = Buffer.from(sealed, 'base64');
    other[other.length - 1]! ^= 1;
    const wrong: [name: string, text: string][] = [
      ['B_KEY', sealed],
      ['A_KEY', other.toString('base64')],
      ['A_KEY', ''],
      ['A_KEY', 'sk-0123456789'],
    ];
    for (const [name, text] of wrong) assert.equal(await open(name, text), undefined);
    assert.equal(await sealOpener(createSeal().secret)('A_KEY', sealed), undefined);
  });

  it('is the value itself for an editor that seals nothing', async () => {
    assert.equal(await sealOpener(undefined)('A_KEY', 'sk-0123456789'), 'sk-0123456789');
  });
});
