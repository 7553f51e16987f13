import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync, truncateSync } from 'node:fs';
import * as path from 'node:path';
import { bamlFiles, findRoots, readText } from '../../server/src/lsp/disk';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';

describe('the disk', () => {
  let folder: TemporaryFolder;
  const at = (name: string) => path.join(folder.path, name);
  beforeEach(() => {
    folder = temporaryFolder({ 'a.baml': 'class A {}\n' });
  });
  afterEach(() => folder.remove());

  it('gives text, without a byte order mark', () => {
    folder.write('bom.baml', '\uFEFFclass B {}');
    assert.deepEqual(readText(at('bom.baml')), { kind: 'text', text: 'class B {}' });
    folder.write('replacement.baml', '// \uFFFD is a character like any other');
    const read = readText(at('replacement.baml'));
    assert.ok(read.kind === 'text' && read.problem === undefined);
  });

  it('says what is wrong with a file that is no text', () => {
    folder.write('latin.baml', Uint8Array.from([0x2f, 0x2f, 0x20, 0xe9]));
    const latin = readText(at('latin.baml'));
    assert.ok(latin.kind === 'text' && latin.text === '// \uFFFD');
    assert.match(latin.problem ?? '', /UTF-8/);
    folder.write('large.baml', '');
    truncateSync(at('large.baml'), 13 * 1024 * 1024);
    const large = readText(at('large.baml'));
    assert.ok(large.kind === 'unreadable');
    assert.match(large.problem, /12 MB/);
  });

  it('has no file where there is a folder, a dead link or nothing', () => {
    folder.write('folder.baml/x.txt', '');
    symlinkSync('nowhere', at('dead.baml'));
    for (const name of ['folder.baml', 'dead.baml', 'none.baml', 'a.baml/below.baml']) {
      assert.deepEqual(readText(at(name)), { kind: 'absent' }, name);
    }
  });

  it('does not wait for a pipe', function () {
    if (spawnSync('mkfifo', [at('pipe.baml')]).status !== 0) this.skip();
    const read = readText(at('pipe.baml'));
    assert.ok(read.kind === 'unreadable');
    assert.match(read.problem, /regular file/);
  });

  it('says so when a file cannot be reached', () => {
    symlinkSync('itself.baml', at('itself.baml'));
    const read = readText(at('itself.baml'));
    assert.ok(read.kind === 'unreadable');
    assert.match(read.problem, /cannot be read \(ELOOP\)/);
  });

  it('lists every BAML file once, through links and circles', () => {
    folder.write('deep/er/b.baml', '');
    folder.write('deep/note.txt', '');
    symlinkSync('..', at('deep/circle'));
    symlinkSync('a.baml', at('link.baml'));
    assert.deepEqual(
      [...bamlFiles(folder.path)]
        .flat()
        .map((file) => path.relative(folder.path, file))
        .sort(),
      ['a.baml', 'deep/er/b.baml', 'link.baml'],
    );
    assert.deepEqual([...bamlFiles(at('none'))], []);
  });

  it('lists files folder by folder, so that a large tree with few of them keeps nobody waiting', () => {
    for (const name of ['x', 'x/y', 'z']) folder.write(`${name}/note.txt`, '');
    assert.deepEqual(
      [...bamlFiles(folder.path)].map((files) => files.length),
      [1, 0, 0, 0],
    );
  });

  it('finds the projects of a folder, not those of installed packages', async () => {
    for (const name of [
      'x/baml_src',
      'x/baml_src/y/baml_src',
      'node_modules/p/baml_src',
      '.git/baml_src',
      'Baml_src',
    ]) {
      folder.write(`${name}/a.baml`, '');
    }
    const roots = await findRoots(folder.path, () => false);
    assert.deepEqual(roots.map((root) => path.relative(folder.path, root)).sort(), [
      'x/baml_src',
      'x/baml_src/y/baml_src',
    ]);
    assert.deepEqual(await findRoots(folder.path, () => true), []);
  });
});
