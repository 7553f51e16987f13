// Bundles test files one by one, so that mocha runs plain JavaScript and a failing import names its test.
import * as esbuild from 'esbuild';
import path from 'node:path';
import { rmSync } from './files.mjs';

/** Bundles TypeScript files of test/ into `out` (emptied first) and returns the paths of the results. */
export async function bundleTests(files, out, { external = [] } = {}) {
  rmSync(out);
  await esbuild.build({
    entryPoints: files,
    outdir: out,
    outbase: 'test',
    bundle: true,
    packages: 'external',
    external,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    // The folder in the source tree, so that fixtures are found from the bundle.
    define: { __TEST_ROOT__: JSON.stringify(path.resolve('test').replaceAll('\\', '/')) },
  });
  return files.map((file) => path.join(out, path.relative('test', file)).replace(/\.ts$/, '.js'));
}
