import assert from 'node:assert/strict';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const GOOD = 'class Item {\n  name string\n  price float\n}\n';
const BAD = 'class Item {\n  name string\n  price flaot\n}\n';

describe('diagnostics of a file', () => {
  let client: TestClient | undefined;
  let folder: TemporaryFolder | undefined;
  afterEach(async () => {
    await client?.stop();
    folder?.remove();
    client = folder = undefined;
  });

  it('come with the version of the text, and go when the text is mended', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': GOOD });
    client = await connect();
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, BAD, 1);
    const [only, ...more] = await client.diagnostics(uri, 1);
    assert.deepEqual(more, []);
    assert.equal(only?.severity, 1);
    assert.deepEqual(only.range, { start: { line: 2, character: 8 }, end: { line: 2, character: 13 } });
    client.change(uri, 2, {
      range: { start: { line: 2, character: 8 }, end: { line: 2, character: 13 } },
      text: 'float',
    });
    assert.deepEqual(await client.diagnostics(uri, 2), []);
  });

  it('count columns in bytes for a client that prefers it, in both directions', async () => {
    folder = temporaryFolder({});
    client = await connect([], {}, { capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } } });
    assert.equal(client.capabilities.positionEncoding, 'utf-8');
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, 'class Item {\n  price string @alias("é😀") cost flaot\n}\n', 1);
    const bytes = Buffer.byteLength('  price string @alias("é😀") cost ');
    const [found] = await client.diagnostics(uri, 1);
    assert.deepEqual(found?.range, {
      start: { line: 1, character: bytes },
      end: { line: 1, character: bytes + 'flaot'.length },
    });
    client.change(uri, 2, { range: found.range, text: 'float' });
    assert.deepEqual(await client.diagnostics(uri, 2), []);
  });

  it('are published once for a burst of edits, for the last version', async () => {
    folder = temporaryFolder({});
    client = await connect();
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, GOOD, 1);
    await client.diagnostics(uri, 1);
    const before = client.published.length;
    const edits = Array.from({ length: 199 }, (_, i) => ({
      textDocument: { uri, version: i + 2 },
      contentChanges: [{ text: i % 2 ? GOOD : BAD }],
    }));
    client.burst('textDocument/didChange', edits);
    assert.equal((await client.diagnostics(uri, 200)).length, 1);
    const published = client.published.slice(before);
    assert.ok(published.length <= 5, `${published.length} publications`);
    assert.equal(published.at(-1)?.version, 200);
  });

  it('are not sent again for files that an edit did not change', async () => {
    folder = temporaryFolder({ 'baml_src/other.baml': 'class Other {\n  x Unknwon\n}\n' });
    client = await connect();
    const [uri, other] = [folder.uri('baml_src/a.baml'), folder.uri('baml_src/other.baml')];
    client.open(uri, GOOD, 1);
    assert.equal((await client.diagnostics(other)).length, 1);
    const before = client.published.length;
    client.change(uri, 2, GOOD + '// a comment\n');
    await client.diagnostics(uri, 2);
    assert.deepEqual(
      client.published.slice(before).map((params) => params.uri),
      [uri],
    );
  });

  it('follow from the other files of the project, also from those on disk', async () => {
    folder = temporaryFolder({ 'baml_src/deep/types.baml': GOOD });
    client = await connect();
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, 'class Cart {\n  items Item[]\n}\n', 1);
    assert.deepEqual(await client.diagnostics(uri, 1), []);
    const types = folder.uri('baml_src/deep/types.baml');
    client.open(types, 'class Thing {\n}\n', 1);
    await eventually(
      () => client!.published.findLast((params) => params.uri === uri)?.diagnostics.length === 1,
      'unknown name `Item`',
    );
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: types } });
    await eventually(
      () => client!.published.findLast((params) => params.uri === uri)?.diagnostics.length === 0,
      'name from disk again',
    );
  });

  it('outside of any baml_src are one error over the first line', async () => {
    folder = temporaryFolder({});
    client = await connect();
    for (const uri of [folder.uri('a.baml'), 'untitled:Untitled-1', 'vscode-vfs://github/o/r/a.baml']) {
      client.open(uri, 'class A {\n  x Unknwon\n', 3);
      const [only, ...more] = await client.diagnostics(uri, 3);
      assert.deepEqual(more, []);
      assert.equal(only?.code, 'outside-project');
      assert.match(only.message, /`baml_src`/);
      assert.deepEqual(only.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } });
    }
  });

  it('are given for files that are on no disk', async () => {
    client = await connect();
    const uri = 'vscode-vfs://github/o/r/baml_src/a.baml';
    client.open(uri, BAD, 1);
    assert.equal((await client.diagnostics(uri, 1)).length, 1);
  });

  it('use the innermost of nested projects; the outer one has the file too', async () => {
    folder = temporaryFolder({
      'baml_src/outer.baml': 'class Outer {\n  inner Inner\n}\n',
      'baml_src/lib/baml_src/inner.baml': 'class Inner {\n  outer Outer\n}\n',
    });
    client = await connect([folder.path]);
    const [outer, inner] = [folder.uri('baml_src/outer.baml'), folder.uri('baml_src/lib/baml_src/inner.baml')];
    client.open(outer, 'class Outer {\n  inner Inner\n}\n', 1);
    assert.deepEqual(await client.diagnostics(outer, 1), []);
    const [only] = await client.diagnostics(inner);
    assert.match(only!.message, /Outer/);
  });
});

describe('files on disk', () => {
  let client: TestClient | undefined;
  let folder: TemporaryFolder | undefined;
  afterEach(async () => {
    await client?.stop();
    folder?.remove();
    client = folder = undefined;
  });

  const watched = (...uris: readonly string[]) =>
    client!.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: uris.map((uri) => ({ uri, type: 2 })),
    });
  const diagnosed = (uri: string, count: number) =>
    eventually(
      () => client!.published.findLast((params) => params.uri === uri)?.diagnostics.length === count,
      `${count} diagnostics of ${uri}`,
    );

  it('are found in all workspace folders at start', async () => {
    folder = temporaryFolder({
      'one/app/baml_src/a.baml': BAD,
      'two/baml_src/b.baml': BAD,
      'two/node_modules/p/baml_src/c.baml': BAD,
    });
    client = await connect([`${folder.path}/one`, `${folder.path}/two`]);
    await diagnosed(folder.uri('one/app/baml_src/a.baml'), 1);
    await diagnosed(folder.uri('two/baml_src/b.baml'), 1);
    assert.deepEqual([...new Set(client.published.map((params) => params.uri))].sort(), [
      folder.uri('one/app/baml_src/a.baml'),
      folder.uri('two/baml_src/b.baml'),
    ]);
  });

  it('are read when they appear, and forgotten when they go', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': 'class Cart {\n  items Item[]\n}\n' });
    client = await connect([folder.path]);
    const uri = folder.uri('baml_src/a.baml');
    await diagnosed(uri, 1);
    folder.write('baml_src/item.baml', GOOD);
    await watched(folder.uri('baml_src/item.baml'));
    await diagnosed(uri, 0);
    folder.remove('baml_src/item.baml');
    await watched(folder.uri('baml_src/item.baml'));
    await diagnosed(uri, 1);
    folder.remove('baml_src');
    await watched(folder.uri('baml_src'));
    await diagnosed(uri, 0);
  });

  it('are found in a folder that appears as a whole', async () => {
    folder = temporaryFolder({ 'readme.md': '' });
    client = await connect([folder.path]);
    folder.write('new/baml_src/x/a.baml', BAD);
    await watched(folder.uri('new/baml_src'));
    await diagnosed(folder.uri('new/baml_src/x/a.baml'), 1);
  });

  it('are not given for projects of installed packages that appear', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': GOOD });
    client = await connect([folder.path]);
    folder.write('node_modules/p/baml_src/b.baml', BAD);
    folder.write('lib/baml_src/c.baml', BAD);
    await watched(folder.uri('node_modules/p/baml_src/b.baml'), folder.uri('lib/baml_src/c.baml'));
    await diagnosed(folder.uri('lib/baml_src/c.baml'), 1);
    assert.deepEqual([...new Set(client.published.map(({ uri }) => uri))], [folder.uri('lib/baml_src/c.baml')]);
  });

  it('are found when the workspace is a part of a project', async () => {
    folder = temporaryFolder({ 'baml_src/types/a.baml': BAD, 'baml_src/b.baml': 'class B {\n  item Item\n}\n' });
    client = await connect([folder.path + '/baml_src/types']);
    await diagnosed(folder.uri('baml_src/types/a.baml'), 1);
    assert.deepEqual([...new Set(client.published.map(({ uri }) => uri))], [folder.uri('baml_src/types/a.baml')]);
  });

  it('are taken back under the name by which the editor was told', async () => {
    folder = temporaryFolder({ 'a(b)/baml_src/a.baml': BAD });
    client = await connect([folder.path]);
    const uri = folder.uri('a(b)/baml_src/a.baml').replace('%28', '(').replace('%29', ')');
    client.open(uri, BAD, 1);
    await diagnosed(uri, 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    folder.write('a(b)/baml_src/a.baml', GOOD);
    await watched(uri);
    await diagnosed(uri, 0);
  });

  it('of any bytes end in a message, not in the end of the server', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + ((i * i) % 251)) % 256);
    folder = temporaryFolder({ 'baml_src/noise.baml': noise, 'baml_src/good.baml': GOOD, 'baml_src/nul.baml': '\0\0' });
    client = await connect([folder.path]);
    const found = await client.diagnostics(folder.uri('baml_src/noise.baml'));
    assert.match(found[0]!.message, /not valid UTF-8/);
    assert.deepEqual(found[0]!.range.start, { line: 0, character: 0 });
    client.open(folder.uri('baml_src/good.baml'), GOOD, 1);
    assert.deepEqual(await client.diagnostics(folder.uri('baml_src/good.baml'), 1), []);
  });

  it('belong to the editor while they are open', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': BAD });
    client = await connect([folder.path]);
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, GOOD, 1);
    assert.deepEqual(await client.diagnostics(uri, 1), []);
    await watched(uri);
    client.change(uri, 2, GOOD + '\n');
    assert.deepEqual(await client.diagnostics(uri, 2), []);
  });
});
