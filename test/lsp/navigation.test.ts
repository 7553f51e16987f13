import assert from 'node:assert/strict';
import type { DocumentHighlight, Location, LocationLink, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const TYPES = 'class Person {\n  name string\n}\n';
const USES = '// 😀\ntype People = Person[]\nfunction F(p: Person) -> int { }\n';

describe('navigation over the protocol', () => {
  let folder: TemporaryFolder;
  let client: TestClient;
  const start = async (linkSupport: boolean) => {
    const textDocument = { definition: { linkSupport }, typeDefinition: { linkSupport } };
    client = await connect([folder.path], {}, { capabilities: { textDocument } });
    client.open(folder.uri('baml_src/uses.baml'), USES);
  };
  const at = (line: number, character: number) => ({
    textDocument: { uri: folder.uri('baml_src/uses.baml') },
    position: { line, character },
  });
  /** The answer once the files on disk have been read. */
  const ask = async <T>(method: string, params: unknown): Promise<T> => {
    let answer: T | undefined;
    for (let tries = 0; tries < 100; tries++) {
      answer = await client.connection.sendRequest<T>(method, params);
      if (Array.isArray(answer) && answer.length) break;
    }
    return eventually(() => answer, method);
  };
  beforeEach(() => {
    folder = temporaryFolder({
      'baml_src/types.baml': TYPES,
      'baml_src/uses.baml': USES,
      'other/baml_src/types.baml': TYPES,
    });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('answers with links when the client can follow them', async () => {
    await start(true);
    const links = await ask<LocationLink[]>('textDocument/definition', at(1, 16));
    assert.deepEqual(links, [
      {
        originSelectionRange: { start: { line: 1, character: 14 }, end: { line: 1, character: 20 } },
        targetUri: folder.uri('baml_src/types.baml'),
        targetRange: { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } },
        targetSelectionRange: { start: { line: 0, character: 6 }, end: { line: 0, character: 12 } },
      },
    ]);
  });

  it('answers with places when it cannot', async () => {
    await start(false);
    const found = await ask<Location[]>('textDocument/typeDefinition', at(2, 11));
    assert.deepEqual(found, [
      {
        uri: folder.uri('baml_src/types.baml'),
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 12 } },
      },
    ]);
  });

  it('finds references in the project of the file alone', async () => {
    await start(true);
    await ask('textDocument/definition', at(1, 16));
    const found = await ask<Location[]>('textDocument/references', {
      ...at(1, 16),
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      found.map(({ uri, range }) => [uri, range.start.line]),
      [
        [folder.uri('baml_src/types.baml'), 0],
        [folder.uri('baml_src/uses.baml'), 1],
        [folder.uri('baml_src/uses.baml'), 2],
      ],
    );
  });

  it('highlights what the cursor is on', async () => {
    await start(true);
    await ask('textDocument/definition', at(1, 16));
    const found = await ask<DocumentHighlight[]>('textDocument/documentHighlight', at(1, 6));
    assert.deepEqual(found, [
      { range: { start: { line: 1, character: 5 }, end: { line: 1, character: 11 } }, kind: 3 },
    ]);
  });

  it('renames in all files, with versions for those that are open', async () => {
    const textDocument = { rename: { prepareSupport: true } };
    const workspace = { workspaceEdit: { documentChanges: true } };
    client = await connect([folder.path], {}, { capabilities: { textDocument, workspace } });
    client.open(folder.uri('baml_src/uses.baml'), USES, 7);
    assert.deepEqual(client.capabilities.renameProvider, { prepareProvider: true });
    await ask('textDocument/definition', at(1, 16));
    const prepared = await client.connection.sendRequest('textDocument/prepareRename', at(1, 16));
    assert.deepEqual(prepared, {
      range: { start: { line: 1, character: 14 }, end: { line: 1, character: 20 } },
      placeholder: 'Person',
    });
    const edit = await client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...at(1, 16),
      newName: 'Human',
    });
    assert.deepEqual(
      edit.documentChanges?.map((change) =>
        'edits' in change ? [change.textDocument.uri, change.textDocument.version, change.edits.length] : [],
      ),
      [
        [folder.uri('baml_src/types.baml'), null, 1],
        [folder.uri('baml_src/uses.baml'), 7, 2],
      ],
    );
  });

  it('says why a name cannot be had', async () => {
    await start(true);
    await ask('textDocument/definition', at(1, 16));
    const renamed = client.connection.sendRequest('textDocument/rename', { ...at(1, 16), newName: 'human' });
    await assert.rejects(renamed, /upper-case letter: `Human`/);
    await assert.rejects(client.connection.sendRequest('textDocument/prepareRename', at(0, 0)), /no name here/);
  });
});
