import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, symlinkSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { guardFiles } from '../../server/src/lsp/environment/guardedFiles';
import { createNodeHost } from '../../server/src/lsp/nodeHost';

describe('files of a run', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'files-'));
  after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'project'));
  writeFileSync(path.join(root, 'project', 'a.png'), 'picture');
  writeFileSync(path.join(root, 'secret'), 'secret');
  symlinkSync(path.join(root, 'secret'), path.join(root, 'project', 'link.png'));
  const read = guardFiles(createNodeHost().readFile, [path.join(root, 'project')]);
  const uri = (name: string) => pathToFileURL(path.join(root, name)).href;

  it('are those of the project', async () => {
    assert.equal(Buffer.from(await read(uri('project/a.png'), 100)).toString(), 'picture');
  });

  it('are no others, however they are reached', async () => {
    for (const name of ['secret', 'project/link.png', 'project/../secret']) {
      await assert.rejects(read(uri(name), 100), /outside the project/);
    }
    await assert.rejects(read('http://h/a', 100), /no file on this machine/);
  });

  it('are none that are hidden or hold variables', async () => {
    const project = path.join(root, 'project');
    mkdirSync(path.join(project, '.git'));
    const secret = ['.env', '.env.local', 'team.env', 'keys.txt', '.git/config'];
    for (const name of secret) writeFileSync(path.join(project, name), 'KEY=secret');
    symlinkSync(path.join(project, '.env'), path.join(project, 'b.png'));
    const guarded = guardFiles(createNodeHost().readFile, [project], ['keys.txt']);
    for (const name of [...secret, 'b.png']) {
      await assert.rejects(
        guarded(uri(`project/${name}`), 100),
        /hidden files and files of variables are not sent/,
        name,
      );
    }
    const own = guardFiles(createNodeHost().readFile, [path.join(project, '.git'), project]);
    assert.equal((await own(uri('project/.git/config'), 100)).length, 10, 'a project may be in a hidden folder itself');
  });

  it('have to be there, and not too large', async () => {
    await assert.rejects(read(uri('project/none.png'), 100), /there is no such file/);
    await assert.rejects(read(uri('project/a.png'), 3), /larger than/);
  });
});
