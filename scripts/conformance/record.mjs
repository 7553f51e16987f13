// Records what the official compiler says about the cases of a folder, in its `index.json`.
//   node scripts/conformance/record.mjs DIR            DIR/*.baml are projects of one file, DIR/NAME/** are projects of several
// Each case is asked three times: what differs between two answers (the compiler walks over unordered sets) is marked
// `unstable`, what kills the compiler `crash`.
import fs from 'node:fs';
import path from 'node:path';
import { openOracle, version } from './oracle.mjs';

const dir = process.argv[2];
if (!dir) {
  console.error('usage: node scripts/conformance/record.mjs DIR');
  process.exit(2);
}
const names = fs
  .readdirSync(dir, { recursive: true })
  .filter((name) => name.endsWith('.baml'))
  .map((name) => name.replaceAll(path.sep, '/'))
  .sort();
const projects = new Map();
for (const name of names) projects.set(projectOf(name), [...(projects.get(projectOf(name)) ?? []), name]);

function projectOf(name) {
  const slash = name.indexOf('/');
  return slash < 0 ? name : name.slice(0, slash + 1);
}

async function ask() {
  const oracle = openOracle();
  const answers = {};
  for (const files of projects.values()) {
    const said = await oracle.diagnose(Object.fromEntries(files.map((name) => [name, read(name)])));
    for (const name of files) answers[name] = said ? { diagnostics: said[name] } : { diagnostics: [], crash: true };
  }
  oracle.close();
  return answers;
}

function read(name) {
  return fs.readFileSync(path.join(dir, name), 'utf8');
}

const [first, ...others] = [await ask(), await ask(), await ask()];
for (const name of names) {
  if (others.some((other) => JSON.stringify(other[name]) !== JSON.stringify(first[name]))) first[name].unstable = true;
}
const index = { tool: 'baml-cli', version, featureFlags: [], files: first };
fs.writeFileSync(path.join(dir, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
const withProblems = names.filter((name) => first[name].diagnostics.length || first[name].crash).length;
console.log(`${names.length} files, ${withProblems} with diagnostics`);
