import assert from 'node:assert/strict';
import type { FileParams, FileResult, FolderParams, FolderResult } from '../../protocol/files';
import { FileRequest, FolderRequest } from '../../protocol/lsp';
import { connect, eventually, type TestClient } from '../support/connection';

/** A workspace that only the editor can reach: the server asks it for folders and files. */
const ROOT = 'memory://team/shop/baml_src';

describe('files far away', () => {
  let files: Map<string, string>;
  let asked: string[];
  let client: TestClient;
  /** A file whose answer waits until it is let go. */
  let slow: { readonly uri: string; readonly until: Promise<void> } | undefined;

  beforeEach(async () => {
    asked = [];
    slow = undefined;
    files = new Map([
      [`${ROOT}/receipt.baml`, 'class Receipt { items Item[] }\n'],
      [`${ROOT}/deep/item.baml`, 'class Item { name string }\n'],
      [`${ROOT}/notes.md`, '# Notes'],
      ['memory://team/shop/node_modules/other/baml_src/other.baml', 'class Other { a Nothing }\n'],
    ]);
    client = await connect([], {}, { initializationOptions: { files: true }, prepare: answer });
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'memory://team/shop', name: 'shop' }], removed: [] },
    });
  });
  afterEach(() => client.stop());

  function answer(connection: TestClient['connection']): void {
    connection.onRequest(FolderRequest, ({ uri }: FolderParams): FolderResult => {
      asked.push(uri);
      const below = [...files.keys()].filter((file) => file.startsWith(`${uri}/`));
      const names = new Set(below.map((file) => file.slice(uri.length + 1).split('/')[0]!));
      if (!names.size) return null;
      return [...names].map((name) => ({
        uri: `${uri}/${name}`,
        kind: files.has(`${uri}/${name}`) ? 'file' : 'folder',
      }));
    });
    connection.onRequest(FileRequest, async ({ uri, mostBytes }: FileParams): Promise<FileResult> => {
      asked.push(uri);
      const text = files.get(uri);
      if (slow?.uri === uri) await slow.until;
      if (text === undefined) return { kind: 'absent' };
      if (text.length > mostBytes) return { kind: 'tooLarge' };
      if (text === 'locked') return { kind: 'unreadable', reason: 'no permission' };
      return { kind: 'bytes', base64: Buffer.from(text, 'latin1').toString('base64') };
    });
  }

  const messages = async (uri: string): Promise<readonly string[]> => {
    await eventually(() => client.published.some((one) => one.uri === uri), 'published');
    return client.published
      .filter((one) => one.uri === uri)
      .at(-1)!
      .diagnostics.map(({ message }) => message);
  };
  /** Waits until a file has one problem with these words, or none. */
  const says = (uri: string, wanted: RegExp | undefined) =>
    eventually(
      () => {
        const last = client.published.filter((one) => one.uri === uri).at(-1);
        return wanted
          ? last?.diagnostics.some(({ message }) => wanted.test(message)) === true
          : last !== undefined && !last.diagnostics.some(({ severity }) => severity === 1);
      },
      `${String(wanted)} in ${JSON.stringify(client.published)}`,
    );

  it('are read when a file of their project is opened, in all its folders', async () => {
    client.open(`${ROOT}/receipt.baml`, files.get(`${ROOT}/receipt.baml`)!);
    await says(`${ROOT}/receipt.baml`, undefined);
    assert.ok(asked.includes(`${ROOT}/deep/item.baml`));
    assert.ok(!asked.some((uri) => uri.includes('node_modules/') || uri.endsWith('.md')), asked.join('\n'));
  });

  it('are the text that is typed while they are open, and what is stored afterwards', async () => {
    const uri = `${ROOT}/receipt.baml`;
    client.open(uri, 'class Receipt { items Itm[] }\n');
    await says(uri, /`Itm`/);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await says(uri, undefined);
  });

  it('are read again when something happened to them or to their folder', async () => {
    const uri = `${ROOT}/receipt.baml`;
    client.open(uri, files.get(uri)!);
    await says(uri, undefined);
    files.delete(`${ROOT}/deep/item.baml`);
    const changed = (...uris: string[]) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: uris.map((one) => ({ uri: one, type: 2 })),
      });
    await changed(`${ROOT}/deep`);
    await says(uri, /`Item`/);
    files.set(`${ROOT}/moved/item.baml`, 'class Item { name string }\n');
    await changed(`${ROOT}/moved`);
    await says(uri, undefined);
  });

  it('that change while others of their folder are waited for are the newer ones', async () => {
    let letGo!: () => void;
    slow = { uri: `${ROOT}/deep/slow.baml`, until: new Promise((done) => (letGo = done)) };
    files.set(slow.uri, 'class Slow { a Nothing }\n');
    const [uri, item] = [`${ROOT}/receipt.baml`, `${ROOT}/deep/item.baml`];
    client.open(uri, files.get(uri)!);
    await eventually(() => asked.includes(item) && asked.includes(slow!.uri), 'asked');
    files.set(item, 'class Renamed { name string }\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: item, type: 2 }] });
    await eventually(() => asked.filter((one) => one === item).length === 2, 'asked again');
    letGo();
    await says(uri, /`Item`/);
    await eventually(() => client.published.some((one) => one.uri === slow!.uri), 'the folder is read');
    await says(uri, /`Item`/);
  });

  it('say what is wrong when they cannot be read', async () => {
    files.set(`${ROOT}/locked.baml`, 'locked');
    files.set(`${ROOT}/latin.baml`, '// \u00e9\n');
    client.open(`${ROOT}/receipt.baml`, files.get(`${ROOT}/receipt.baml`)!);
    assert.match((await messages(`${ROOT}/locked.baml`)).join(), /cannot be read \(no permission\)/);
    assert.match((await messages(`${ROOT}/latin.baml`)).join(), /not valid UTF-8/);
  });
});
