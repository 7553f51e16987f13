import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';

const SOURCE = 'class A {\n  a Name\n  b Name[]\n}\n';
const OTHER = 'type Name = string @stream.done\n';

describe('inlay hints over the protocol', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE, 'baml_src/b.baml': OTHER });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  async function hintsIn(settings: unknown, endLine = 4): Promise<InlayHint[]> {
    client = await connect([folder.path], {}, { initializationOptions: { settings } });
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE);
    return client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: endLine, character: 0 } },
    });
  }

  it('stand behind fields and lead to what they are about', async () => {
    const [hint, ...others] = await hintsIn({});
    assert.equal(others.length, 1);
    assert.deepEqual(hint?.position, { line: 1, character: 8 });
    assert.deepEqual(hint?.label, [
      {
        value: '@stream.done of Name',
        location: {
          uri: folder.uri('baml_src/b.baml'),
          range: { start: { line: 0, character: 19 }, end: { line: 0, character: 31 } },
        },
      },
    ]);
  });

  it('are those of the range', async () => {
    assert.equal((await hintsIn({}, 2)).length, 1);
  });

  it('can be turned off', async () => {
    assert.deepEqual(await hintsIn({ inlayHints: { streaming: false } }), []);
  });
});
