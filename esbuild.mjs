// Builds every bundle into dist/ (what ships) and out/test (what only tests need).
//   node esbuild.mjs [--production] [--watch] [--tests]
import * as esbuild from 'esbuild';
import { cpSync, globSync, mkdirSync, rmSync } from './scripts/files.mjs';

const has = (flag) => process.argv.includes(flag);
const production = has('--production');
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  target: 'es2022',
  logLevel: 'info',
  legalComments: 'none',
};
const node = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };

const ship = [
  { ...node, entryPoints: { extension: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...node, entryPoints: { server: 'server/src/main.ts' }, outdir: 'dist' },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    entryPoints: { webview: 'webview/src/main.ts', 'webview-style': 'webview/src/views/style.css' },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    outdir: 'dist',
  },
];

/** Each test file is a bundle of its own, so that mocha runs plain files and a failing import names its test. */
const tests = [
  {
    ...node,
    entryPoints: globSync('test/**/*.ts', ['test/fixtures/**']),
    outdir: 'out/test',
    outbase: 'test',
    packages: 'external',
    sourcemap: 'inline',
    minify: false,
    // The tests' own folder, so that fixtures are found in the source tree.
    define: { __TEST_ROOT__: JSON.stringify(process.cwd().replaceAll('\\', '/') + '/test') },
  },
];

const wanted = has('--tests') ? [...ship, ...tests] : ship;
if (!has('--watch')) {
  rmSync('dist');
  if (has('--tests')) rmSync('out/test');
}
mkdirSync('dist');
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
if (has('--watch')) {
  for (const options of wanted) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(wanted.map((options) => esbuild.build(options)));
}
