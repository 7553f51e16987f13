import assert from 'node:assert/strict';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const SMALL = 'class Small {\n  x int\n}\n';

function classes(count: number, field: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `class C${i} {\n  x ${field(i)}\n}\n`).join('\n');
}

describe('a very large file', function () {
  this.timeout(60_000);
  let client: TestClient | undefined;
  let folder: TemporaryFolder | undefined;
  afterEach(async () => {
    await client?.stop();
    folder?.remove();
    client = folder = undefined;
  });

  const symbols = (uri: string) =>
    client!.connection.sendRequest<readonly { name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
  const told = (uri: string) => client!.published.findLast((params) => params.uri === uri);

  it('keeps nobody waiting who asks about another file', async () => {
    folder = temporaryFolder({ 'baml_src/small.baml': SMALL });
    client = await connect([folder.path]);
    const [small, large] = [folder.uri('baml_src/small.baml'), folder.uri('baml_src/large.baml')];
    client.open(small, SMALL);
    await client.diagnostics(small, 1);
    const text = classes(20_000, (i) => (i === 10_000 ? 'Unknwon' : 'int'));
    client.open(large, text);
    assert.equal((await symbols(small))[0]?.name, 'Small');
    assert.equal(told(large), undefined, 'the answer came first');
    assert.equal((await eventually(() => told(large), 'diagnostics of the large file', 20_000)).diagnostics.length, 1);

    const line = text.slice(0, text.indexOf('Unknwon')).split('\n').length - 1;
    client.change(large, 2, { range: { start: { line, character: 4 }, end: { line, character: 11 } }, text: 'int' });
    assert.equal((await symbols(small))[0]?.name, 'Small');
    await eventually(
      () => told(large)?.version === 2 && told(large)?.diagnostics.length === 0,
      'no more problems',
      20_000,
    );
  });

  it('is refused above 12 MB, as on disk', async () => {
    folder = temporaryFolder({});
    client = await connect();
    const uri = folder.uri('baml_src/huge.baml');
    client.open(uri, `${' '.repeat(12 * 1024 * 1024)}\n`, 1);
    const [only, ...more] = await client.diagnostics(uri, 1);
    assert.deepEqual(more, []);
    assert.equal(only?.code, 'unreadable-file');
    assert.match(only.message, /12 MB/);
    client.change(uri, 2, SMALL);
    assert.deepEqual(await client.diagnostics(uri, 2), []);
  });
});
