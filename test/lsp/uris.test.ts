import assert from 'node:assert/strict';
import { canonicalUri, rootsOf, uriOf } from '../../server/src/lsp/uris';

describe('the project of a file', () => {
  const cases: readonly [file: string, roots: readonly string[]][] = [
    ['file:///w/baml_src/a.baml', ['file:///w/baml_src']],
    ['file:///w/baml_src/deep/er/a.baml', ['file:///w/baml_src']],
    ['file:///w/baml_src', ['file:///w/baml_src']],
    ['file:///w/baml_src/x/baml_src/a.baml', ['file:///w/baml_src/x/baml_src', 'file:///w/baml_src']],
    ['file:///w/my_baml_src/a.baml', []],
    ['file:///w/BAML_SRC/a.baml', []],
    ['file:///w/a.baml', []],
    ['vscode-vfs://github/o/r/baml_src/a.baml', ['vscode-vfs://github/o/r/baml_src']],
    ['vscode-remote://ssh%2Bhost/w/b%61ml_src/a.baml', ['vscode-remote://ssh%2Bhost/w/b%61ml_src']],
    ['untitled:Untitled-1', []],
    ['', []],
    ['%', []],
  ];
  for (const [file, roots] of cases) {
    it(`${file || '(no file)'} → ${roots.join(', ') || 'none'}`, () => assert.deepEqual(rootsOf(file), roots));
  }
});

describe('the spelling of a file', () => {
  it('is that of VS Code, whatever the editor sends', () => {
    const uri = uriOf("/w/a b/(c)'!+@#?%é😀.baml");
    assert.equal(uri, 'file:///w/a%20b/%28c%29%27%21%2B%40%23%3F%25%C3%A9%F0%9F%98%80.baml');
    assert.equal(canonicalUri("file:///w/a b/(c)'!+@%23%3F%25é😀.baml"), uri);
    assert.equal(canonicalUri(uri), uri);
  });

  it('stays as it is when it is no file of this machine', () => {
    for (const uri of ['untitled:Untitled-1', 'file://elsewhere/w/a.baml', 'file:///w/%2Fa.baml', 'file:///%', '']) {
      assert.equal(canonicalUri(uri), uri);
    }
  });
});
