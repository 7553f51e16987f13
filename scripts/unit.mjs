// Bundles and runs mocha tests that need no VS Code.
//   node scripts/unit.mjs [PATH…] [-- MOCHA-ARGS…]        PATH: a folder or file below test/; default: all that need no browser
//   node scripts/unit.mjs --without PATH …                all but those
//   node scripts/unit.mjs --browser                       those that need one
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTestsTogether } from './bundle-tests.mjs';
import { globSync } from './files.mjs';

// Folders whose tests need a VS Code are run by their own steps of scripts/test.mjs.
const NOT_UNIT = ['suite', 'e2e', 'electron', 'support'];
const split = process.argv.indexOf('--');
const { values, positionals } = parseArgs({
  args: process.argv.slice(2, split < 0 ? undefined : split),
  allowPositionals: true,
  options: { browser: { type: 'boolean', default: false }, without: { type: 'string', multiple: true, default: [] } },
});
const mochaArgs = split < 0 ? [] : process.argv.slice(split + 1);
const isBelow = (file, folders) =>
  folders.map((p) => path.normalize(p)).some((p) => file === p || file.startsWith(p + path.sep));

const isWanted = (file) =>
  positionals.length
    ? isBelow(file, positionals)
    : !NOT_UNIT.includes(file.split(path.sep)[1]) &&
      !isBelow(file, values.without) &&
      file.endsWith('.browser.test.ts') === values.browser;
const files = globSync('test/**/*.ts', ['test/fixtures/**']).filter(
  (file) => file.endsWith('.test.ts') && isWanted(file),
);
if (!files.length) {
  console.error(`no test file below ${positionals.join(', ') || 'test'}`);
  process.exit(1);
}
// One output folder for each selection, so that two selections can run side by side.
const selection = positionals.length ? positionals : [values.browser ? 'browser' : 'all', ...values.without];
const name = selection.join('+').replaceAll(/[^\w+]/g, '-');
// A file system takes 255 bytes.
const short =
  name.length <= 120 ? name : `${name.slice(0, 80)}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
const out = path.join('out', 'unit', short);
const built = await bundleTestsTogether(files, out);
// Some tests wait for a window: a busy CI machine gets a second try.
const retries = process.env.CI ? ['--retries', '1'] : [];
const mocha = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', ...retries, ...mochaArgs, ...built];
// The oracle writes what it makes of broken answers to the console unless told not to.
const env = { BAML_LOG: 'off', BAML_INTERNAL_LOG: 'off', ...process.env };
process.exit(spawnSync(process.execPath, mocha, { stdio: 'inherit', env }).status ?? 1);
