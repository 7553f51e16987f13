import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import {
  connect,
  eventually,
  temporaryFolder,
  type TemporaryFolder,
  type TestClient,
  type TestClientOptions,
} from '../support/connection';

const GOOD = 'class Item {\n  price float\n}\n';
const BAD = 'class Item {\n  price flaot\n}\n';
const USES = 'class Order {\n  item Item\n}\n';

const PULLS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

describe('pulled diagnostics', () => {
  let client: TestClient | undefined;
  let folder: TemporaryFolder | undefined;
  afterEach(async () => {
    await client?.stop();
    folder?.remove();
    client = folder = undefined;
  });

  async function start(files: Readonly<Record<string, string>>, options: TestClientOptions = { capabilities: PULLS }) {
    folder = temporaryFolder(files);
    client = await connect([folder.path], {}, options);
    return { client, folder };
  }

  const pull = (from: TestClient, uri: string, previousResultId?: string) =>
    from.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId,
    });

  const pullAll = (
    from: TestClient,
    previousResultIds: readonly { uri: string; value: string }[],
    token = new CancellationTokenSource().token,
  ) => from.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds }, token);

  it('speak of the text as typed, and say so when nothing changed', async () => {
    const { client, folder } = await start({ 'baml_src/a.baml': GOOD });
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, BAD);
    const first = await pull(client, uri);
    assert.equal(first.kind, 'full');
    assert.equal(first.kind === 'full' && first.items.length, 1);
    assert.deepEqual(await pull(client, uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    client.change(uri, 2, GOOD);
    const mended = await pull(client, uri, first.resultId);
    assert.deepEqual(mended.kind === 'full' && mended.items, []);
  });

  it('are offered to clients that ask, which then get none pushed', async () => {
    const { client, folder } = await start({ 'baml_src/a.baml': BAD });
    assert.deepEqual(client.capabilities.diagnosticProvider, {
      identifier: 'baml-live',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    await pull(client, folder.uri('baml_src/a.baml'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(client.published, []);
  });

  it('are pushed as well to a client that cannot be asked to pull again', async () => {
    const { client, folder } = await start(
      { 'baml_src/a.baml': BAD },
      { capabilities: { textDocument: { diagnostic: {} } } },
    );
    assert.ok(client.capabilities.diagnosticProvider);
    assert.equal((await client.diagnostics(folder.uri('baml_src/a.baml'))).length, 1);
  });

  it('are not offered to a client that wants them pushed', async () => {
    const { client } = await start(
      { 'baml_src/a.baml': BAD },
      { capabilities: PULLS, initializationOptions: { diagnostics: 'push' } },
    );
    assert.equal(client.capabilities.diagnosticProvider, undefined);
  });

  it('of the workspace come at once, and then when there is news', async () => {
    const { client, folder } = await start({ 'baml_src/a.baml': BAD, 'baml_src/b.baml': GOOD.replace('Item', 'B') });
    const uri = folder.uri('baml_src/a.baml');
    const { items } = await pullAll(client, []);
    assert.deepEqual(
      items.map((item) => [item.uri, item.kind === 'full' && item.items.length]),
      [[uri, 1]],
    );
    const known = [{ uri, value: items[0]!.resultId! }];
    let answered = false;
    const next = pullAll(client, known).then((report) => {
      answered = true;
      return report;
    });
    await pull(client, uri);
    assert.equal(answered, false, 'nothing is new');
    client.open(uri, GOOD, 7);
    const [mended, ...more] = (await next).items;
    assert.deepEqual([mended?.uri, mended?.version, mended?.kind === 'full' && mended.items], [uri, 7, []]);
    assert.deepEqual(more, []);
  });

  it('of the workspace leave alone what was said about an open file of no project', async () => {
    const { client, folder } = await start({ 'baml_src/a.baml': BAD, 'loose.baml': GOOD });
    const [uri, loose] = [folder.uri('baml_src/a.baml'), folder.uri('loose.baml')];
    client.open(loose, GOOD);
    const { resultId } = await pull(client, loose);
    const { items } = await pullAll(client, [{ uri: loose, value: resultId! }]);
    assert.deepEqual(
      items.map((item) => item.uri),
      [uri],
    );
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: loose } });
    const [gone] = (
      await pullAll(
        client,
        [uri, loose].map((one, i) => ({ uri: one, value: i ? resultId! : items[0]!.resultId! })),
      )
    ).items;
    assert.deepEqual([gone?.uri, gone?.kind === 'full' && gone.items], [loose, []]);
  });

  it('of the workspace are no longer waited for when the client gives up', async () => {
    const { client } = await start({ 'baml_src/a.baml': GOOD });
    const source = new CancellationTokenSource();
    const report = pullAll(client, [], source.token);
    source.cancel();
    assert.deepEqual(await report.catch(() => ({ items: [] })), { items: [] });
  });

  it('are asked for again when an edit elsewhere changes those of an open file', async () => {
    let refreshes = 0;
    const { client, folder } = await start(
      {},
      {
        capabilities: PULLS,
        prepare: (connection) => connection.onRequest('workspace/diagnostic/refresh', () => void refreshes++),
      },
    );
    const [item, order] = [folder.uri('baml_src/item.baml'), folder.uri('baml_src/order.baml')];
    client.open(item, GOOD);
    client.open(order, USES);
    for (const uri of [item, order]) await pull(client, uri);
    client.change(item, 2, GOOD.replace('Item', 'Thing'));
    await pull(client, item);
    await eventually(() => refreshes > 0, 'refresh');
    const report = await pull(client, order);
    assert.equal(report.kind === 'full' && report.items.length, 1);
  });
});
