// What waking the extension costs: loading its bundle and `activate()`, in a process of its own with a stand-in for VS Code that does
// nothing. CPU time, medians; the first row is the process without the extension.
//   npm run bench -- activation [--rounds 15] [--dist DIR]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, dist: { type: 'string' } } });

/** What VS Code's module has at its top. */
const NAMES = [
  ...fs
    .readFileSync(path.join(ROOT, 'node_modules/@types/vscode/index.d.ts'), 'utf8')
    .matchAll(/^\texport (?:namespace|class|enum|const|let|function) (\w+)/gm),
].map(([, name]) => name);

/** Runs in the child: measures and prints. */
const PROBE = `
const Module = require('node:module');
const nothing = () => undefined;
// Whatever is asked of it is a function, a class and an object at once.
const anything = new Proxy(function () {}, {
  get: (_, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : name === Symbol.iterator ? function* () {} : anything),
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});
const over = (own) => new Proxy(own, { get: (_, name) => (name in own ? own[name] : anything) });
const vscode = Object.fromEntries(${JSON.stringify(NAMES)}.map((name) => [name, anything]));
vscode.l10n = { bundle: undefined };
vscode.workspace = over({ textDocuments: [], workspaceFolders: [], getConfiguration: () => ({ get: nothing }) });
vscode.window = over({ activeTextEditor: undefined, visibleTextEditors: [] });
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const took = (work) => {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
};
// The extension host has used Node's own modules long before.
for (const name of ['crypto', 'child_process', 'fs', 'fs/promises', 'path', 'net', 'readline', 'stream', 'url', 'util', 'os']) require('node:' + name);
crypto.randomUUID();
// The first file of all that is required takes longest.
require(process.argv[3]);
const extension = took(() => require(process.argv[2]));
const memento = { get: nothing, update: nothing };
const context = {
  subscriptions: [], secrets: memento, globalState: memento, workspaceState: memento,
  extensionUri: anything, globalStorageUri: anything, storageUri: anything, asAbsolutePath: (name) => name,
};
const activation = took(() => extension.result.activate(context));
console.log(JSON.stringify({ load: extension.ms, activate: activation.ms }));
process.exit(0);
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-activation-'));
const empty = path.join(folder, 'empty.js');
fs.writeFileSync(empty, '');
const probe = path.join(folder, 'probe.js');
fs.writeFileSync(probe, PROBE);
const dist = values.dist ?? path.join(folder, 'dist');
if (!values.dist)
  spawnSync(process.execPath, ['esbuild.mjs', '--production', '--out', dist], { cwd: ROOT, stdio: 'inherit' });

const rounds = [];
for (let i = 0; i < Number(values.rounds); i++) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [probe, path.join(dist, 'extension.js'), empty], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  rounds.push(JSON.parse(stdout));
}
const median = (name) => rounds.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
const size = (name) => `${(fs.statSync(path.join(dist, name)).size / 1024).toFixed(0)} KB`;
console.log(`Node ${process.version}, ${rounds.length} rounds, medians of CPU time`);
console.log(
  `extension.js ${size('extension.js')}: loading ${median('load').toFixed(1)} ms, activate() ${median('activate').toFixed(1)} ms`,
);
fs.rmSync(folder, { recursive: true });
