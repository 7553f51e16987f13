import assert from 'node:assert/strict';
import type {
  DocumentLink,
  FoldingRange,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol/node';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const TEXT = `// 😀 https://example.com
class Person {
  name string @stream.done
  friends Person[]
}
test T {
  args { a { file "photo.png" } b { file "missing.png" } }
}
`;

describe('the structure of a file over the protocol', () => {
  let folder: TemporaryFolder;
  let client: TestClient;
  const uri = () => folder.uri('baml_src/a.baml');
  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    client.connection.sendRequest<T>(method, { textDocument: { uri: uri() }, ...params });
  beforeEach(async () => {
    folder = temporaryFolder({
      'baml_src/a.baml': TEXT,
      'baml_src/photo.png': 'x',
      'baml_src/inner/baml_src/b.baml': 'class Inside { }\n',
      'other/baml_src/c.baml': 'enum Outside {\n  Red\n}\n',
    });
    client = await connect([folder.path]);
    client.open(uri(), TEXT);
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  /** `line:column length type` for each token. */
  const drawn = (data: readonly number[]): string[] => {
    const { tokenTypes } = client.capabilities.semanticTokensProvider!.legend;
    const tokens: string[] = [];
    let [line, column] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      column = data[i] ? data[i + 1]! : column + data[i + 1]!;
      line += data[i]!;
      tokens.push(`${line}:${column} ${data[i + 2]} ${tokenTypes[data[i + 3]!]}${data[i + 4] ? ' declared' : ''}`);
    }
    return tokens;
  };

  it('colours a file, a part of it, and what has changed', async () => {
    const full = await ask<SemanticTokens>('textDocument/semanticTokens/full');
    assert.deepEqual(drawn(full.data), [
      '1:6 6 class declared',
      '2:2 4 property declared',
      '2:14 12 decorator',
      '3:2 7 property declared',
      '3:10 6 class',
      '5:5 1 function declared',
    ]);
    const part = await ask<SemanticTokens>('textDocument/semanticTokens/range', {
      range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } },
    });
    assert.deepEqual(drawn(part.data), ['3:2 7 property declared', '3:10 6 class']);

    client.change(uri(), 2, TEXT.replace('class Person {', 'class Person {\n'));
    const delta = await ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      previousResultId: full.resultId,
    });
    assert.deepEqual(delta.edits, [{ start: 5, deleteCount: 1, data: [2] }]);

    const same = await ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      previousResultId: delta.resultId,
    });
    assert.deepEqual(same.edits, []);
    const lost = await ask<SemanticTokens>('textDocument/semanticTokens/full/delta', { previousResultId: 'unknown' });
    assert.equal(lost.data.length, full.data.length);
  });

  it('folds blocks down to the line of the closing brace', async () => {
    const ranges = await ask<FoldingRange[]>('textDocument/foldingRange');
    assert.deepEqual(ranges, [
      { startLine: 1, endLine: 3 },
      { startLine: 5, endLine: 6 },
    ]);
  });

  it('grows a selection for every cursor', async () => {
    const positions = [
      { line: 3, character: 11 },
      { line: 0, character: 0 },
    ];
    const [first, second] = await ask<SelectionRange[]>('textDocument/selectionRange', { positions });
    assert.deepEqual(first?.range, { start: { line: 3, character: 10 }, end: { line: 3, character: 16 } });
    assert.deepEqual(first?.parent?.range, { start: { line: 3, character: 10 }, end: { line: 3, character: 18 } });
    assert.ok(second);
  });

  it('links addresses and files that exist', async () => {
    const links = await ask<DocumentLink[]>('textDocument/documentLink');
    assert.deepEqual(
      links.map(({ range, target }) => [range.start.line, range.start.character, target]),
      [
        [0, 6, 'https://example.com'],
        [6, 19, folder.uri('baml_src/photo.png')],
      ],
    );
  });

  it('finds symbols in all projects, each once', async () => {
    let found: WorkspaceSymbol[] = [];
    const find = async (query: string) =>
      (found = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query }));
    for (let tries = 0; tries < 200 && found.length < 4; tries++) await find('');
    await eventually(() => found.length === 4, 'all symbols');
    assert.deepEqual(found.map(({ name }) => name).sort(), ['Inside', 'Outside', 'Person', 'T']);
    const [red] = await find('red');
    assert.deepEqual([red?.name, red?.containerName, red?.kind], ['Red', 'Outside', 22]);
  });
});
