// Compares us with the official compiler and runtime, on recorded answers.
//   npm run conformance                        lists what can be compared
//   npm run conformance -- SUBJECT [DIR]       DIR: cases in the format of the subject; default: the project's own
// Prints every difference, then `N passed, M failed`; exit code 1 when something failed.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleTests } from '../bundle-tests.mjs';

const folder = path.resolve(import.meta.dirname, '../../test/conformance');
const calledFrom = process.env.INIT_CWD ?? process.cwd();
process.chdir(path.resolve(import.meta.dirname, '../..'));
const load = createRequire(import.meta.url);

/** One module of test/conformance, bundled and loaded. */
async function open(name) {
  const [built] = await bundleTests([path.join('test/conformance', `${name}.ts`)], path.join('out/conformance', name));
  return load(path.resolve(built)).subject;
}

const [name, dir] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const subjects = readdirSync(folder)
  .map((file) => /^(\w+)\.ts$/.exec(file)?.[1])
  .filter((subject) => subject && subject !== 'subject');
if (!subjects.includes(name)) {
  if (name) console.error(`There is nothing to compare named \`${name}\`.\n`);
  console.log('npm run conformance -- SUBJECT [DIR]\n');
  for (const subject of subjects) console.log(`  ${subject.padEnd(14)}${(await open(subject)).about}`);
  process.exit(name ? 2 : 0);
}
const subject = await open(name);
const cases = dir ? path.resolve(calledFrom, dir) : path.resolve('test', subject.folder);
if (!existsSync(cases)) {
  console.error(`There is no folder ${cases}.`);
  process.exit(2);
}
const { passed, failed, lines } = await subject.compare(cases);
for (const line of lines) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
