import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

/**
 * The layer rule of ARCHITECTURE.md. TypeScript's project references catch an import of a folder that is not declared;
 * this reads the import specifiers themselves, so that npm packages and type-only imports are caught too.
 */
const root = path.dirname(__TEST_ROOT__);

interface Layer {
  readonly dir: string;
  /** Folders (from the root) whose files may be imported. */
  readonly folders: readonly string[];
  /** npm packages and Node built-ins that may be imported. */
  readonly packages: readonly string[];
}

/** Large; only the files of one folder may import them, and nothing but a dynamic import leads there. */
const CREDENTIALS = [
  '@aws-crypto/sha256-js',
  '@aws-sdk/credential-provider-node',
  '@smithy/signature-v4',
  'google-auth-library',
];

const LAYERS: readonly Layer[] = [
  { dir: 'server/src/ir', folders: ['server/src/ir'], packages: [] },
  { dir: 'server/src/language', folders: ['server/src/language', 'server/src/ir'], packages: [] },
  { dir: 'server/src/runtime', folders: ['server/src/runtime', 'server/src/ir'], packages: ['eventsource-parser'] },
  { dir: 'protocol', folders: ['protocol'], packages: ['vscode-jsonrpc'] },
  {
    dir: 'webview/src',
    folders: ['webview/src', 'protocol'],
    packages: ['@vscode/webview-ui-toolkit'],
  },
  { dir: 'client/src', folders: ['client/src', 'protocol'], packages: ['vscode', 'vscode-languageclient', 'node:*'] },
  { dir: 'cli/src', folders: ['cli/src', 'protocol'], packages: ['vscode-languageserver-protocol', 'node:*'] },
  {
    dir: 'server/src/lsp',
    folders: ['server/src', 'protocol'],
    packages: [
      'vscode-jsonrpc',
      'vscode-languageserver-protocol',
      'vscode-languageserver-types',
      'node:*',
      ...CREDENTIALS,
    ],
  },
];

describe('layers', () => {
  for (const layer of LAYERS) {
    it(`${layer.dir} imports only ${[...layer.folders, ...layer.packages].join(', ')}`, () => {
      const files = sources(layer.dir);
      assert.ok(files.length > 0, `${layer.dir} has no source file`);
      const broken = files.flatMap((file) =>
        specifiers(file)
          .filter((specifier) => !isAllowed(layer, file, specifier))
          .map((specifier) => `${file} imports ${specifier}`),
      );
      assert.deepEqual(broken, []);
    });
  }

  it('no folder holds a source file that belongs to no layer', () => {
    const edge = ['server/src/main.ts', 'server/src/server.ts', 'server/src/webMain.ts'];
    const known = [...LAYERS.flatMap((layer) => sources(layer.dir)), ...edge];
    const all = ['server/src', 'protocol', 'webview/src', 'client/src', 'cli/src'].flatMap(sources);
    assert.deepEqual(
      all.filter((file) => !known.includes(file)),
      [],
    );
    const lsp = LAYERS.find((layer) => layer.dir === 'server/src/lsp')!;
    const broken = edge.flatMap((file) => specifiers(file).filter((specifier) => !isAllowed(lsp, file, specifier)));
    assert.deepEqual(broken, []);
  });

  it('only server/src/lsp/credentials knows the vendors’ libraries', () => {
    const knowing = sources('server/src').filter((file) => specifiers(file).some((s) => CREDENTIALS.includes(s)));
    assert.deepEqual(knowing, ['server/src/lsp/credentials/aws.ts', 'server/src/lsp/credentials/google.ts']);
    const imported = /^import .*\/credentials\/(aws|google)'/m;
    assert.deepEqual(
      sources('server/src').filter((file) => imported.test(read(file))),
      [],
    );
  });

  it('only protocol/lsp.ts knows the LSP package, and the webview does not import that file', () => {
    const knowing = sources('protocol').filter((file) => specifiers(file).some((s) => s.startsWith('vscode-')));
    assert.deepEqual(knowing, ['protocol/lsp.ts']);
    const importing = sources('webview/src').filter((file) => specifiers(file).some((s) => /protocol\/lsp$/.test(s)));
    assert.deepEqual(importing, []);
  });

  it('only one file of the webview imports the toolkit, and only one touches the webview API', () => {
    const toolkit = sources('webview/src').filter((f) =>
      specifiers(f).some((s) => s.startsWith('@vscode/webview-ui-toolkit')),
    );
    assert.deepEqual(toolkit, ['webview/src/ui/toolkit.ts']);
    const api = sources('webview/src').filter((f) => /\bacquireVsCodeApi\s*\(/.test(read(f)));
    assert.deepEqual(api, ['webview/src/host.ts']);
  });
});

describe('every axis of growth', () => {
  for (const dir of ['language/checks', 'language/features', 'runtime/providers']) {
    it(`server/src/${dir}: each file has a test of the same name`, () => {
      const untested = sources(`server/src/${dir}`)
        .filter((file) => !/\/(index|provider|answerFormat|check|codes|refactoring)\.ts$/.test(file))
        .filter(
          (file) => !fs.existsSync(path.join(root, file.replace('server/src', 'test').replace(/\.ts$/, '.test.ts'))),
        );
      assert.deepEqual(untested, []);
    });
  }
});

function sources(dir: string): string[] {
  return fs
    .readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(dir, name.replaceAll('\\', '/')))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort();
}

function read(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** Every module a file imports or re-exports, types included, as TypeScript's own scanner finds them. */
function specifiers(file: string): string[] {
  return ts.preProcessFile(read(file), true, true).importedFiles.map((imported) => imported.fileName);
}

function isAllowed(layer: Layer, file: string, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return layer.folders.some((folder) => target === folder || target.startsWith(`${folder}/`));
  }
  return layer.packages.some((name) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  );
}
