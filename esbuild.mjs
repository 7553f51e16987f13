// Builds the bundles that ship, into dist/ or another folder.
//   node esbuild.mjs [--production] [--watch] [--out DIR]
import * as esbuild from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpSync, mkdirSync, rmSync } from './scripts/files.mjs';

const has = (flag) => process.argv.includes(flag);
const production = has('--production');
const dist = has('--out') ? process.argv[process.argv.indexOf('--out') + 1] : 'dist';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  target: 'es2022',
  logLevel: has('--watch') ? 'info' : 'warning',
  legalComments: 'none',
};
// An `import()` becomes a `require`: Node's own starts its loader of modules first, which takes 100 ms.
const supported = { 'dynamic-import': false };
const node = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], supported };

// Parts of the server that are bundles of their own beside it, loaded when first needed: the language half behind the first
// answer, the runtime half with the first run, the libraries of AWS and Google with the first request that is signed by them.
const APART = {
  './language/languageService': './language.js',
  './lsp/runs': './runs.js',
  './credentials/aws': './aws.js',
  './credentials/google': './google.js',
};
// The same of the extension: the library of the language client, and what it does not need to be there (client/src/later.ts).
const APART_OF_CLIENT = {
  'vscode-languageclient/node': './library.js',
  '../../protocol/lsp': './library.js',
  './reading': './later.js',
  './keys/manageKeys': './later.js',
  './lastRun': './later.js',
  './playground/panel': './playground.js',
  './playground/recordingPicker': './later.js',
  './reports': './later.js',
  './runExports': './later.js',
  './runExpectations': './later.js',
  './runTest': './later.js',
  './verify/verifyRun': './later.js',
};
const apart = partsApart(APART);
const apartOfClient = partsApart(APART_OF_CLIENT);

/**
 * esbuild copies the names of a module that is `require`d for each file that imports it. VS Code's has hundreds, and dozens of files
 * import it: that was most of what waking the extension took. Nobody imports it by default, so it can be used as it is.
 */
const vscodeAsItIs = {
  name: 'vscode-as-it-is',
  setup: ({ initialOptions, onEnd }) => {
    initialOptions.write = false;
    onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles)
        writeFileSync(path, text.replaceAll(/[\w$]+\(require\("vscode"\)(?:, ?1)?\)/g, 'require("vscode")'));
    });
  },
};

/**
 * VS Code for the Web: a worker for the extension and one for the server, in one file each and without Node. Where a file `x.web.ts`
 * stands beside `x.ts`, it takes its place.
 */
const web = {
  ...common,
  platform: 'browser',
  outdir: dist,
  resolveExtensions: ['.web.ts', '.ts', '.js'],
  alias: {
    'vscode-jsonrpc/node': 'vscode-jsonrpc/browser',
    'vscode-languageclient/node': 'vscode-languageclient/browser',
  },
  supported,
};

const ship = [
  {
    ...node,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: dist,
    external: ['vscode'],
    plugins: [apartOfClient, vscodeAsItIs],
  },
  {
    ...node,
    entryPoints: {
      library: 'client/src/library.ts',
      playground: 'client/src/playground/panel.ts',
      later: 'client/src/later.ts',
    },
    outdir: dist,
    external: ['vscode'],
    plugins: [apartOfClient, vscodeAsItIs],
  },
  // A process of its own: loads the workspace's own runtime.
  { ...node, entryPoints: { verify: 'client/src/verify/process.ts' }, outdir: dist },
  {
    ...node,
    entryPoints: { server: 'server/src/main.ts' },
    outdir: dist,
    banner: { js: '#!/usr/bin/env node' },
    define: { BAML_LIVE_VERSION: JSON.stringify(version) },
    plugins: [apart],
  },
  {
    ...node,
    entryPoints: { cli: 'cli/src/main.ts' },
    outdir: dist,
    banner: { js: '#!/usr/bin/env node' },
    define: { BAML_LIVE_VERSION: JSON.stringify(version) },
  },
  {
    ...node,
    entryPoints: {
      language: 'server/src/language/languageService.ts',
      runs: 'server/src/lsp/runs.ts',
      aws: 'server/src/lsp/credentials/aws.ts',
      google: 'server/src/lsp/credentials/google.ts',
    },
    outdir: dist,
    plugins: [apart],
  },
  {
    ...common,
    platform: 'browser',
    format: 'esm',
    // What the first paint needs is one bundle; tabs, forms and comparisons are loaded when they are opened.
    splitting: true,
    chunkNames: 'webview/[name]-[hash]',
    entryPoints: { webview: 'webview/src/main.ts' },
    outdir: dist,
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    entryPoints: {
      'webview-style': 'webview/src/views/style.css',
      // An exported page: the whole panel in one script, a stand-in for the editor, and colours.
      standalone: 'webview/src/standalone.ts',
      'standalone-style': 'webview/src/standalone.css',
    },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    outdir: dist,
  },
  { ...web, format: 'cjs', entryPoints: { 'extension-web': 'client/src/extension.ts' }, external: ['vscode'] },
  {
    ...web,
    format: 'iife',
    entryPoints: { 'server-web': 'server/src/webMain.ts' },
    define: { BAML_LIVE_VERSION: JSON.stringify(version) },
    inject: ['server/src/lsp/immediate.web.ts'],
  },
];

if (!has('--watch')) rmSync(dist);
mkdirSync(dist);
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', `${dist}/codicon.ttf`);
if (has('--watch')) {
  for (const options of ship) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(ship.map((options) => esbuild.build(options)));
}

/** Leaves what is imported when it is needed to bundles of its own. */
function partsApart(parts) {
  return {
    name: 'apart',
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ kind, path }) =>
        kind === 'dynamic-import' && parts[path] ? { path: parts[path], external: true } : undefined,
      ),
  };
}
