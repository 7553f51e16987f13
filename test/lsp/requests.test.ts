import assert from 'node:assert/strict';
import type { CodeLens, DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol/node';
import { FunctionsChanged, FunctionsRequest } from '../../protocol/lsp';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const SOURCE = `class Person {
  name string
}

function Describe(text: string) -> Person {
  client Fast
  prompt #"{{ text }} {{ ctx.output_format }}"#
}

test Ada {
  functions [Describe]
  args { text "Ada" }
}
`;
const CLIENTS = 'client<llm> Fast {\n  provider openai\n  options {\n    model "m"\n    api_key "k"\n  }\n}\n';

describe('the language server', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE, 'baml_src/clients.baml': CLIENTS });
    client = await connect([folder.path], {}, { initializationOptions: { run: true } });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('offers Run above every function and test', async () => {
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE);
    const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const project = folder.uri('baml_src');
    assert.deepEqual(
      lenses.map((lens) => [lens.range.start.line, lens.command?.command, lens.command?.arguments]),
      [
        [4, 'bamlLive.run', [{ function: 'Describe', project, uri }]],
        [9, 'bamlLive.run', [{ function: 'Describe', project, uri, test: 'Ada' }]],
      ],
    );
  });

  it('offers no Run to an editor that has not said that it can', async () => {
    const other = await connect([folder.path]);
    const uri = folder.uri('baml_src/a.baml');
    other.open(uri, SOURCE);
    assert.ok(client.capabilities.codeLensProvider);
    assert.equal(other.capabilities.codeLensProvider, undefined);
    assert.deepEqual(await other.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }), []);
    await other.stop();
  });

  it('outlines a file as a list for a client that knows no trees', async () => {
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE);
    const list = await client.connection.sendRequest<SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      list.map(({ name, location, containerName }) => [name, location.uri, location.range.start.line, containerName]),
      [
        ['Person', uri, 0, undefined],
        ['name', uri, 1, 'Person'],
        ['Describe', uri, 4, undefined],
        ['Ada', uri, 9, undefined],
      ],
    );
  });

  it('outlines a file', async () => {
    await client.stop();
    const capabilities = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
    client = await connect([folder.path], {}, { capabilities });
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE);
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      symbols.map((symbol) => symbol.name),
      ['Person', 'Describe', 'Ada'],
    );
    assert.deepEqual(
      symbols[0]?.children?.map((child) => child.name),
      ['name'],
    );
  });

  it('knows every function, its tests and why one cannot be run', async () => {
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE.replace('-> Person', '-> Persn'));
    const [info, ...more] = await client.connection.sendRequest(FunctionsRequest);
    assert.deepEqual(more, []);
    assert.equal(info?.name, 'Describe');
    assert.equal(info.project, folder.uri('baml_src'));
    assert.deepEqual([info.at.uri, info.at.line, info.at.character], [uri, 4, 9]);
    assert.deepEqual(info.tests[0]?.args, { text: 'Ada' });
    assert.match(info.problems[0]!.message, /Persn/);
    assert.deepEqual([info.problems[0]!.at?.line, info.problems[0]!.at?.character], [4, 35]);
  });

  it('says to whom has asked when the functions may have changed', async () => {
    let notices = 0;
    client.connection.onNotification(FunctionsChanged, () => void notices++);
    client.open(folder.uri('baml_src/a.baml'), SOURCE);
    await client.diagnostics(folder.uri('baml_src/a.baml'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(notices, 0, 'nobody has asked');
    await client.connection.sendRequest(FunctionsRequest);
    client.change(folder.uri('baml_src/a.baml'), 2, SOURCE + '\n\n');
    await eventually(() => notices > 0, 'notice');
    const before = notices;
    client.change(folder.uri('baml_src/a.baml'), 3, SOURCE + '\n');
    await eventually(() => notices > before, 'second notice');
  });

  it('answers for a file it does not know with nothing', async () => {
    for (const uri of ['file:///nowhere/a.baml', 'x', '', 'untitled:1']) {
      for (const method of ['textDocument/codeLens', 'textDocument/documentSymbol']) {
        assert.deepEqual(await client.connection.sendRequest(method, { textDocument: { uri } }), []);
      }
    }
  });

  it('survives parameters of any shape', async () => {
    const shapes: readonly unknown[] = [
      null,
      [],
      {},
      { textDocument: null },
      { textDocument: { uri: 1 } },
      { textDocument: { uri: folder.uri('baml_src/a.baml') }, contentChanges: [null, { range: 1, text: 2 }] },
      { textDocument: { uri: folder.uri('baml_src/a.baml'), text: null } },
      { changes: [{}] },
      { partialResultToken: 'x', run: 1 },
    ];
    const notifications = ['didOpen', 'didChange', 'didClose'].map((name) => `textDocument/${name}`);
    for (const shape of shapes) {
      for (const method of [...notifications, 'workspace/didChangeWatchedFiles']) {
        await client.connection.sendNotification(method, shape);
      }
      for (const method of ['bamlLive/run', 'textDocument/codeLens', 'textDocument/documentSymbol', 'no/such']) {
        await client.connection.sendRequest(method, shape).then(undefined, (error: unknown) => {
          assert.ok(error instanceof Error);
        });
      }
    }
    const uri = folder.uri('baml_src/b.baml');
    client.open(uri, 'class B {\n  x Unknwon\n}\n', 1);
    const codes = (await client.diagnostics(uri, 1)).map(({ code }) => code);
    assert.deepEqual(codes, ['unused-declarations', 'unknown-types']);
  });
});
