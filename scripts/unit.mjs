// Bundles and runs mocha tests that need no VS Code.
//   node scripts/unit.mjs [PATH…] [-- MOCHA-ARGS…]        PATH: a folder or file below test/; default: all that need no browser
//   node scripts/unit.mjs --browser                       those that need one
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleTestsTogether } from './bundle-tests.mjs';
import { globSync } from './files.mjs';

// Folders whose tests need a VS Code are run by their own steps of scripts/test.mjs.
const NOT_UNIT = ['suite', 'e2e', 'electron', 'support'];
const browser = process.argv.includes('--browser');
const split = process.argv.indexOf('--');
const paths = process.argv
  .slice(2, split < 0 ? undefined : split)
  .filter((p) => p !== '--browser')
  .map((p) => path.normalize(p));
const mochaArgs = split < 0 ? [] : process.argv.slice(split + 1);

const isWanted = (file) =>
  paths.length
    ? paths.some((p) => file === p || file.startsWith(p + path.sep))
    : !NOT_UNIT.includes(file.split(path.sep)[1]) && file.endsWith('.browser.test.ts') === browser;
const files = globSync('test/**/*.ts', ['test/fixtures/**']).filter(
  (file) => file.endsWith('.test.ts') && isWanted(file),
);
if (!files.length) {
  console.error(`no test file below ${paths.join(', ') || 'test'}`);
  process.exit(1);
}
// One output folder for each selection, so that two selections can run side by side.
const out = path.join(
  'out',
  'unit',
  paths.length ? paths.join('+').replaceAll(/[^\w+]/g, '-') : browser ? 'browser' : 'all',
);
const built = await bundleTestsTogether(files, out);
// Some tests measure time (a socket closes within 250 ms) or wait for a window: a busy CI machine gets a second try.
const retries = process.env.CI ? ['--retries', '1'] : [];
const mocha = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', ...retries, ...mochaArgs, ...built];
// The oracle writes what it makes of broken answers to the console unless told not to.
const env = { BAML_LOG: 'off', BAML_INTERNAL_LOG: 'off', ...process.env };
process.exit(spawnSync(process.execPath, mocha, { stdio: 'inherit', env }).status ?? 1);
