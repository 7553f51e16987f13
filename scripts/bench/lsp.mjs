// Measures the language server against a server that does nothing and, on request, against the official one.
//   npm run bench -- lsp [--sizes 20,200,1000] [--official] [--quick] [--json FILE] [--markdown FILE] [--server 'COMMAND']
//
// A size is a number of files of about 100 lines. Builds what ships first, so that what is measured is what people get; all servers
// run one after the other in the same call, since only such figures can be compared. `--server` measures another build instead.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, quantiles } from './lsp/measure.mjs';
import { report } from './lsp/report.mjs';
import { writeWorkspace } from './lsp/workspace.mjs';
import { SERVER_FLAGS } from './serverFlags.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    sizes: { type: 'string', default: '20,200,1000' },
    official: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    server: { type: 'string' },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});

const options = values.quick
  ? { starts: 3, edits: 64, alone: 16, requests: 20, growth: 0, interval: 30, budget: 20, openTimeout: 120 }
  : { starts: 7, edits: 192, alone: 48, requests: 50, growth: 5000, interval: 30, budget: 60, openTimeout: 120 };
// One keystroke takes the official server seconds at 20,000 lines, and it never ends at 100,000.
const OFFICIAL_MOST_FILES = 200;

const bundle = path.join('out', 'bench', 'dist');
if (!values.server)
  execFileSync(process.execPath, ['esbuild.mjs', '--production', '--out', bundle], { stdio: 'inherit' });
const servers = {
  'nothing but the protocol': [
    process.execPath,
    path.join(import.meta.dirname ?? 'scripts/bench', 'lsp', 'nullServer.mjs'),
  ],
  'BAML Live': values.server?.split(' ') ?? [
    process.execPath,
    ...SERVER_FLAGS,
    path.join(bundle, 'server.js'),
    '--stdio',
  ],
  ...(values.official && { 'official 0.226.2': ['node_modules/.bin/baml-cli', 'lsp'] }),
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-bench-'));
const sizes = [];
try {
  for (const files of values.sizes.split(',').map(Number)) {
    const workspace = writeWorkspace(path.join(folder, String(files)), files);
    const size = { workspace, node: nodeStart(), servers: {} };
    sizes.push(size);
    for (const [name, command] of Object.entries(servers)) {
      const isOfficial = name.startsWith('official');
      if (isOfficial && files > OFFICIAL_MOST_FILES) continue;
      console.error(`${files} files: ${name}`);
      const fewer = isOfficial ? { ...options, starts: Math.min(options.starts, 2), growth: 0 } : options;
      size.servers[name] = await measure(command, workspace, fewer).catch((error) => ({ error: error.message }));
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
const text = report({ sizes, options });
console.log(text);
if (values.markdown) fs.writeFileSync(values.markdown, within(values.markdown, text));
if (values.json) fs.writeFileSync(values.json, JSON.stringify({ options, sizes }, null, 1));

// The median time that Node takes to start and end.
function nodeStart() {
  const times = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - begun;
  });
  return quantiles(times).p50;
}

// The figures as a file: in place of those between its two marks, when it has them.
function within(file, figures) {
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const marked = /(<!-- begin: npm run bench -- lsp -->\n)[^]*(<!-- end -->)/;
  return marked.test(before) ? before.replace(marked, (_, begin, end) => `${begin}\n${figures}\n${end}`) : figures;
}
