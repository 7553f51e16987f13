import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';

const SOURCE = '/// What was bought.\nclass Receipt {\n  total float @stream.not_null\n}\n';
const OTHER = 'class B {\n  r Receipt\n}\n';

describe('hover over the protocol', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE, 'baml_src/b.baml': OTHER });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  async function hoverIn(formats: readonly ('markdown' | 'plaintext')[] | undefined, character = 6) {
    const contentFormat = formats && [...formats];
    client = await connect([folder.path], {}, { capabilities: { textDocument: { hover: { contentFormat } } } });
    const uri = folder.uri('baml_src/b.baml');
    client.open(uri, OTHER);
    return client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 1, character },
    });
  }

  it('is Markdown for a client that takes it', async () => {
    const found = await hoverIn(['markdown', 'plaintext']);
    assert.deepEqual(found?.range, { start: { line: 1, character: 4 }, end: { line: 1, character: 11 } });
    const { kind, value } = found?.contents as MarkupContent;
    assert.equal(kind, 'markdown');
    assert.match(
      value,
      /^```baml\nclass Receipt \{\n {2}total float @stream\.not_null\n\}\n```\n\nWhat was bought\.\n/,
    );
    assert.match(value, /```typescript\n[^`]*export interface Receipt \{\n {2}total: number\n\}\n```/);
    assert.match(value, /```python\nclass Receipt\(BaseModel\):\n[^`]* {4}total: float\n```/);
  });

  it('is plain text for all others', async () => {
    const { kind, value } = (await hoverIn(undefined))?.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.match(value, /^class Receipt \{/);
    assert.doesNotMatch(value, /```|\*\*[A-Z]/);
  });

  it('is nothing where nothing is known', async () => {
    assert.equal(await hoverIn(['markdown'], 0), null);
  });
});
