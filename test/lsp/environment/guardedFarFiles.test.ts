import assert from 'node:assert/strict';
import { guardFarFiles } from '../../../server/src/lsp/environment/guardedFarFiles';

const BYTES = Uint8Array.from([1]);
const HOME = 'vscode-vfs://github/team/shop';

describe('files of a run that are not on this machine', () => {
  const read: string[] = [];
  const guarded = guardFarFiles(
    (uri) => {
      read.push(uri);
      return Promise.resolve(BYTES);
    },
    [`${HOME}/baml_src`, HOME],
    ['keys.txt'],
  );

  it('are read in the folders of the workspace', async () => {
    assert.equal(await guarded(`${HOME}/pictures/receipt%201.png`, 10), BYTES);
    assert.deepEqual(read, [`${HOME}/pictures/receipt%201.png`]);
  });

  for (const outside of [
    'vscode-vfs://github/team/other/a.png',
    `${HOME}-secret/a.png`,
    `${HOME}/../other/a.png`,
    `${HOME}/%2e%2e/other/a.png`,
    'memfs:/a.png',
  ]) {
    it(`${outside} is none of them`, () => assert.rejects(guarded(outside, 10), /outside the project/));
  }

  for (const other of ['file:///etc/passwd', 'https://team/a.png', 'no address']) {
    it(`${other} is no file of the workspace`, () => assert.rejects(guarded(other, 10), /no file on this machine/));
  }

  for (const disguised of ['sub%2f.git%2fconfig', 'x%2F..%2F..%2Fother/a.png', 'x%5c..%5cy.png']) {
    it(`${disguised} is not read for what it would become`, () =>
      assert.rejects(guarded(`${HOME}/${disguised}`, 10), /slash in it/));
  }

  for (const hidden of ['.env', '.git/config', 'a/.ssh/key.png', '%2eenv', 'prod.env', 'keys.txt']) {
    it(`${hidden} is not sent`, () => assert.rejects(guarded(`${HOME}/${hidden}`, 10), /hidden files/));
  }
});
