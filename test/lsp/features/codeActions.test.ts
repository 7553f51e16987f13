import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeAction, CodeActionContext } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';

const SOURCE = 'class A {\n  a str\n  b boolean\n}\n';
const FULL: ClientCapabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { workspaceEdit: { documentChanges: true } },
};

describe('code actions at the edge', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  let uri: string;
  const start = async (capabilities: ClientCapabilities, settings?: unknown) => {
    client = await connect([folder.path], {}, { capabilities, initializationOptions: { settings } });
    client.open(uri, SOURCE, 7);
  };
  const ask = (context?: Partial<CodeActionContext>) =>
    client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 1, character: 5 }, end: { line: 1, character: 5 } },
      context: { diagnostics: [], ...context },
    });
  beforeEach(() => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE });
    uri = folder.uri('baml_src/a.baml');
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('gives a fix with its diagnostic, as an edit of the version that was looked at', async () => {
    await start(FULL);
    const [fix] = await ask();
    assert.equal(fix?.title, 'Change to `string`');
    assert.equal(fix.kind, 'quickfix');
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(fix.diagnostics, [(await client.diagnostics(uri, 7))[0]]);
    assert.equal(fix.diagnostics[0]?.code, 'unknown-types');
    assert.deepEqual(fix.edit?.documentChanges, [
      {
        textDocument: { uri, version: 7 },
        edits: [{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 7 } }, newText: 'string' }],
      },
    ]);
  });

  it('gives plain changes to a client that knows no versions', async () => {
    await start({ textDocument: FULL.textDocument! });
    const [fix] = await ask();
    assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [uri]);
    assert.equal(fix?.edit?.documentChanges, undefined);
  });

  it('offers nothing to a client that expects commands', async () => {
    await start({});
    assert.equal(client.capabilities.codeActionProvider, undefined);
    assert.deepEqual(await ask(), []);
  });

  it('gives the kinds that are asked for, and source actions only then', async () => {
    await start(FULL);
    const kinds = async (only?: string[]) => new Set((await ask(only && { only })).map(({ kind }) => kind));
    assert.deepEqual(await kinds(), new Set(['quickfix', 'refactor.rewrite']));
    assert.deepEqual(await kinds(['quickfix']), new Set(['quickfix']));
    assert.deepEqual(await kinds(['refactor']), new Set(['refactor.rewrite']));
    assert.deepEqual(await kinds(['source.fixAll']), new Set(['source.fixAll.bamlLive']));
    assert.deepEqual(await kinds(['source.fixAll.bamlLive']), new Set(['source.fixAll.bamlLive']));
    assert.deepEqual(await kinds(['source.organizeImports']), new Set());
    const [all] = await ask({ only: ['source.fixAll'] });
    const change = all?.edit?.documentChanges?.[0];
    assert.equal(change && 'edits' in change && change.edits.length, 2);
  });

  it('answers from the text as typed, right behind an edit', async () => {
    await start(FULL);
    client.change(uri, 8, 'class A {\n  a boolean\n}\n');
    const [fix] = await ask({ only: ['quickfix'] });
    assert.equal(fix?.title, 'Change to `bool`');
  });

  it('fixes nothing that is turned off', async () => {
    await start(FULL, { checks: { 'unknown-types': 'off' } });
    assert.deepEqual(await ask({ only: ['quickfix'] }), []);
  });
});
