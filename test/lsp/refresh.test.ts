import assert from 'node:assert/strict';
import type { ClientCapabilities } from 'vscode-languageserver-protocol/node';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const A = 'class A {\n  b B\n}\n';
const B = 'class B {\n  x int\n}\n';
const LENSES = 'workspace/codeLens/refresh';
const HINTS = 'workspace/inlayHint/refresh';
const COLOURS = 'workspace/semanticTokens/refresh';

const ALL: ClientCapabilities = {
  workspace: {
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
};

describe('what the client shows beside problems is asked for again', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  let told: string[];
  beforeEach(() => {
    told = [];
    folder = temporaryFolder({ 'baml_src/a.baml': A, 'baml_src/b.baml': B });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  async function start(
    capabilities: ClientCapabilities,
    more: { readonly settings?: () => unknown } = {},
  ): Promise<void> {
    client = await connect(
      [folder.path],
      {},
      {
        ...more,
        capabilities: { workspace: { ...(more.settings && { configuration: true }), ...capabilities.workspace } },
        initializationOptions: { run: true },
        prepare: (connection) => {
          for (const method of [LENSES, HINTS, COLOURS]) connection.onRequest(method, () => (told.push(method), null));
        },
      },
    );
  }

  /** Opens both files, and waits for what is told because their project is read now. */
  async function open(): Promise<void> {
    for (const [name, text] of [['a', A] as const, ['b', B] as const])
      client.open(folder.uri(`baml_src/${name}.baml`), text);
    await eventually(() => told.length === 3, 'news that the project is read');
    told = [];
  }

  it('when another file changes what it looked at', async () => {
    await start(ALL);
    await open();
    client.change(folder.uri('baml_src/b.baml'), 2, 'class C {\n  x int\n}\n');
    await eventually(() => told.length === 3, 'refresh');
    assert.deepEqual([...told].sort(), [LENSES, HINTS, COLOURS].sort());
  });

  it('not when nobody else can see the change', async () => {
    await start(ALL);
    await open();
    client.change(folder.uri('baml_src/b.baml'), 2, `// a comment\n${B}`);
    await client.diagnostics(folder.uri('baml_src/b.baml'), 2);
    client.change(folder.uri('baml_src/a.baml'), 2, `${A}\n`);
    await client.diagnostics(folder.uri('baml_src/a.baml'), 2);
    await new Promise((resolve) => setTimeout(resolve, 450));
    assert.deepEqual(told, []);
  });

  it('when a file on the disk does', async () => {
    await start(ALL);
    client.open(folder.uri('baml_src/a.baml'), A);
    await eventually(() => told.length === 3, 'news that the project is read');
    told = [];
    folder.write('baml_src/b.baml', 'enum B {\n  X\n}\n');
    const uri = folder.uri('baml_src/b.baml');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await eventually(() => told.length === 3, 'refresh');
  });

  it('when a setting turns the hints off', async () => {
    let streaming = true;
    await start(ALL, { settings: () => ({ inlayHints: { streaming } }) });
    await open();
    streaming = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await eventually(() => told.length > 0, 'refresh');
    assert.deepEqual(told, [HINTS]);
  });

  it('only by clients that can', async () => {
    await start({ workspace: { inlayHint: { refreshSupport: true } } });
    client.open(folder.uri('baml_src/a.baml'), A);
    await eventually(() => told.length > 0, 'refresh');
    assert.deepEqual(told, [HINTS]);
  });
});
