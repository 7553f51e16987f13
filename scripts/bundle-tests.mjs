// Bundles test files, so that they run as plain JavaScript.
import * as esbuild from 'esbuild';
import { writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { mkdirSync, rmSync } from './files.mjs';

const common = {
  outbase: 'test',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
  // The folder in the source tree, so that fixtures are found from the bundle.
  define: { __TEST_ROOT__: JSON.stringify(path.resolve('test').replaceAll('\\', '/')) },
};

/** Bundles files of test/ into `out` (emptied first), each by itself and to be `require`d, and returns the paths of the results. */
export async function bundleTests(files, out, { external = [] } = {}) {
  rmSync(out);
  await esbuild.build({ ...common, entryPoints: files, outdir: out, external, format: 'cjs' });
  return results(files, out, '.js');
}

/**
 * As `bundleTests`, to be `import`ed by one process: what several files import is there once. It is loaded, compiled and made fast by
 * the engine once, which is most of what hundreds of small files cost.
 */
export async function bundleTestsTogether(files, out) {
  rmSync(out);
  await esbuild.build({
    ...common,
    entryPoints: files,
    outdir: out,
    format: 'esm',
    splitting: true,
    chunkNames: 'shared/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    plugins: [packagesAsRequired, importsAsShipped],
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
  });
  return results(files, out, '.mjs');
}

/** Not every package that is made for `require` says its names in a way that `import` finds. */
const packagesAsRequired = {
  name: 'packages-as-required',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'import-statement' && !isBuiltin(name) ? { path: name, namespace: 'required' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(name)})`,
      resolveDir: process.cwd(),
    }));
  },
};

/**
 * What ships loads its parts with `require`, at once (see esbuild.mjs); an `import()` would take turns of the event loop that nobody's
 * users wait for. The panel ships with `import()`, and its parts need a page.
 */
const importsAsShipped = {
  name: 'imports-as-shipped',
  setup: ({ initialOptions, onEnd }) => {
    Object.assign(initialOptions, { write: false, metafile: true });
    onEnd(({ outputFiles = [], metafile }) => {
      const ofPanel = new Set(
        Object.entries(metafile?.outputs ?? {})
          .filter(([, { entryPoint }]) => entryPoint?.startsWith('webview/'))
          .map(([file]) => path.resolve(file)),
      );
      for (const { path: file, text } of outputFiles) {
        const parts = [];
        const code = !file.endsWith('.mjs')
          ? text
          : text.replaceAll(/\bimport\("(\.[^"]+\.mjs)"\)/g, (whole, part) => {
              if (ofPanel.has(path.resolve(path.dirname(file), part))) return whole;
              if (!parts.includes(part)) parts.push(part);
              return `Promise.resolve().then(() => part${parts.indexOf(part)}$)`;
            });
        mkdirSync(path.dirname(file));
        writeFileSync(file, parts.map((part, i) => `import * as part${i}$ from '${part}'; `).join('') + code);
      }
    });
  },
};

const results = (files, out, extension) =>
  files.map((file) => path.join(out, path.relative('test', file)).replace(/\.ts$/, extension));
