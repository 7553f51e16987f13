import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';

const SOURCE = 'class  A {\n  a   string\n}\nclass  B {\n  b  :int\n}\n';

describe('formatting over the protocol', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  let uri: string;
  beforeEach(async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE });
    client = await connect([folder.path]);
    uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE);
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const ask = (method: string, params: object) =>
    client.connection.sendRequest<TextEdit[]>(`textDocument/${method}`, {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
      ...params,
    });
  const edit = (line: number, start: number, end: number): TextEdit => ({
    range: { start: { line, character: start }, end: { line, character: end } },
    newText: ' ',
  });

  it('formats a file, without the block that has a syntax error', async () => {
    assert.deepEqual(await ask('formatting', {}), [edit(0, 5, 7), edit(1, 3, 6)]);
  });

  it('formats a range', async () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(await ask('rangeFormatting', { range }), [edit(1, 3, 6)]);
  });

  it('formats what was typed', async () => {
    const after = { line: 2, character: 1 };
    assert.deepEqual(await ask('onTypeFormatting', { position: after, ch: '}' }), [edit(0, 5, 7), edit(1, 3, 6)]);
  });

  it('takes any options', async () => {
    const options = { tabSize: -3, insertSpaces: 'yes' };
    assert.deepEqual(await ask('formatting', { options }), [edit(0, 5, 7), edit(1, 3, 6)]);
  });
});
