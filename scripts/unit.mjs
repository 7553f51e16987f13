// Bundles and runs mocha tests that need no VS Code.
//   node scripts/unit.mjs [PATH…] [-- MOCHA-ARGS…]        PATH: a folder or file below test/; default: all of them
import * as esbuild from 'esbuild';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { globSync, rmSync } from './files.mjs';

const UNIT = ['architecture', 'language', 'runtime', 'protocol', 'lsp', 'client', 'examples', 'scripts'];
const split = process.argv.indexOf('--');
const paths = process.argv.slice(2, split < 0 ? undefined : split);
const mochaArgs = split < 0 ? [] : process.argv.slice(split + 1);

const wanted = (paths.length ? paths : UNIT.map((dir) => `test/${dir}`)).map((p) => path.normalize(p));
const files = globSync('test/**/*.ts', ['test/fixtures/**']).filter(
  (file) => file.endsWith('.test.ts') && wanted.some((w) => file === w || file.startsWith(w + path.sep) || file.startsWith(w + '.test')),
);
if (!files.length) {
  console.error(`no test file below ${wanted.join(', ')}`);
  process.exit(1);
}
// One output folder for each selection, so that two selections can run side by side.
const out = path.join('out', 'unit', wanted.length > 3 ? 'all' : wanted.join('+').replaceAll(/[^\w+]/g, '-'));
rmSync(out);
await esbuild.build({
  entryPoints: files,
  outdir: out,
  outbase: 'test',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
  define: { __TEST_ROOT__: JSON.stringify(path.resolve('test').replaceAll('\\', '/')) },
});
const built = files.map((file) => path.join(out, path.relative('test', file)).replace(/\.ts$/, '.js'));
const result = spawnSync(process.execPath, ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', ...mochaArgs, ...built], {
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
