import assert from 'node:assert/strict';
import type { InitializeParams } from 'vscode-languageserver-protocol/node';
import type { Connection } from '../../server/src/lsp/connection';
import { ServerSettings } from '../../server/src/lsp/settings';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const TEXT = 'class Item {\n  price float @stream.done(1)\n}\n';

describe('settings', () => {
  let client: TestClient | undefined;
  let folder: TemporaryFolder | undefined;
  afterEach(async () => {
    await client?.stop();
    folder?.remove();
    client = folder = undefined;
  });

  /** What is said about the attribute's arguments, after the settings arrived. */
  async function levels(settings: unknown): Promise<number | undefined> {
    folder = temporaryFolder({ 'baml_src/a.baml': TEXT });
    client = await connect([folder.path], {}, { initializationOptions: { settings } });
    const all = await client.diagnostics(folder.uri('baml_src/a.baml'));
    return all.find(({ code }) => code === 'stream-arguments')?.severity;
  }

  it('give a check another level', async () => {
    assert.equal(await levels({ checks: { 'stream-arguments': 'error' } }), 1);
  });

  it('switch a check off', async () => {
    assert.equal(await levels({ checks: { 'stream-arguments': 'off' } }), undefined);
  });

  for (const odd of [undefined, null, 3, [], { checks: 7 }, { checks: { 'stream-arguments': 'loud' } }]) {
    it(`of another shape are ignored: ${JSON.stringify(odd)}`, async () => {
      assert.equal(await levels(odd), 2);
    });
  }

  it('are asked for, and take effect at once when they change', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': TEXT });
    let level = 'information';
    client = await connect([folder.path], {}, { settings: () => ({ checks: { 'stream-arguments': level } }) });
    const uri = folder.uri('baml_src/a.baml');
    const severity = () =>
      client!.published
        .findLast((params) => params.uri === uri)
        ?.diagnostics.find(({ code }) => code === 'stream-arguments')?.severity;
    await eventually(() => severity() === 3, 'an information');
    level = 'error';
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await eventually(() => severity() === 1, 'an error');
  });

  it('that were brought along count while the client has none to give', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': TEXT });
    let asked = 0;
    client = await connect(
      [folder.path],
      {},
      {
        settings: () => (asked++, null),
        initializationOptions: { settings: { checks: { 'stream-arguments': 'error' } } },
      },
    );
    await eventually(() => asked > 0, 'question');
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, TEXT, 2);
    const all = await client.diagnostics(uri, 2);
    assert.equal(all.find(({ code }) => code === 'stream-arguments')?.severity, 1);
  });

  it('say where the pages about checks are', async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': TEXT });
    client = await connect([folder.path], {}, { initializationOptions: { checkPages: 'file:///pages' } });
    const all = await client.diagnostics(folder.uri('baml_src/a.baml'));
    assert.ok(all.some((diagnostic) => diagnostic.codeDescription?.href === 'file:///pages/stream-arguments.md'));
  });
});

describe('limits of runs', () => {
  const limits = (timeouts: unknown): unknown => {
    const settings = new ServerSettings({} as Connection, () => undefined);
    const initializationOptions = { settings: { timeouts } };
    settings.initialize({ capabilities: {}, initializationOptions } as unknown as InitializeParams);
    return settings.current.timeouts;
  };

  it('are seconds, and 0 means none', () => {
    assert.deepEqual(limits({ connect: 5, firstToken: 0.5, idle: 0, total: 60 }), {
      connect: 5000,
      firstToken: 500,
      total: 60_000,
    });
  });

  for (const odd of [undefined, 7, [], { connect: -1, idle: '5', total: 1e300, other: 3 }]) {
    it(`of another shape are none: ${JSON.stringify(odd)}`, () => assert.deepEqual(limits(odd), {}));
  }
});
