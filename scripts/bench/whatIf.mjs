// Measures what an edit of the types costs while an answer is on screen: from the key to the answer read again, marked in the panel.
//   npm run bench -- whatIf [--kilobytes 64] [--edits 20] [--only list] [--json FILE]
//
// The server that ships, over stdio: an answer is replayed, then attributes of its types are written and taken away, one edit after the
// other. Each row is an answer in tokens of about four characters: each token a network read of its own, or five in one read of 20. CPU is
// that of the server's process. The panel, in a real Chromium, is sent what the server has answered.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import rpc from 'vscode-jsonrpc/node';
import { BROWSER_ARGS, ensureBrowser } from '../host/browser.mjs';
import { build, serve } from '../webview-dev.mjs';
import { CpuClock } from './lsp/processes.mjs';
import { median } from './median.mjs';
import { SERVER_FLAGS } from './serverFlags.mjs';
import { FUNCTION, workload } from './stream/workloads.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    kilobytes: { type: 'string', default: '64' },
    edits: { type: 'string', default: '20' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
/** What is written behind a field of each type, in turn with nothing. */
const EDITS = {
  list: ['  description string\n', '  name string\n'],
  'list of a union': ['  text string\n', '  tool string\n'],
  map: ['  label string\n', '  count int\n'],
  deep: ['  name string\n', '  weight int\n'],
  wide: ['  field_000 string?\n', '  field_005 string?\n'],
  long: ['  body string\n', '  title string\n'],
};
const READS = [
  ['a read each', 1],
  ['5 a read', 5],
];
const most = (numbers) => Math.max(...numbers);

const dist = path.resolve('out', 'bench-dist');
spawnSync(process.execPath, ['esbuild.mjs', '--production', '--out', dist], { stdio: 'inherit' });
await build();
const { chromium } = await import('playwright-core');
const site = await serve();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS });

const rows = [];
for (const name of Object.keys(EDITS).filter((one) => !values.only || one === values.only)) {
  for (const [reads, tokens] of READS) rows.push(await measure(name, reads, tokens));
}
await browser.close();
await site.close();

const fixed = (n) => n.toFixed(n < 10 ? 1 : 0);
console.log(
  `${values.kilobytes} KB, ${values.edits} edits each, after five; median / most. ${os.cpus().length} × ${os.cpus()[0]?.model}, load ${os.loadavg()[0].toFixed(1)}.\n`,
);
console.log(
  '| answer | chunks, fields | edit → read again, ms | CPU ms of the server | KB | types as they were, ms | longest wait of another request, ms | in the panel: posted → on screen, main thread, ms |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const row of rows) {
  const { took, cpu, bytes, same, wait, shown, main } = row;
  const pair = (numbers) => `${fixed(median(numbers))} / ${fixed(most(numbers))}`;
  console.log(
    `| ${row.name}, ${row.reads} | ${row.chunks}, ${row.fields} | ${pair(took)} | ${pair(cpu)} | ${fixed(bytes / 1024)} | ${pair(same)} | ${fixed(most(wait))} | ${pair(shown)}, ${fixed(median(main))} |`,
  );
}
if (values.json) fs.writeFileSync(values.json, JSON.stringify(rows, null, 1));

/** One answer. */
async function measure(name, reads, tokensARead) {
  const made = workload(name, Number(values.kilobytes));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-what-if-'));
  const file = path.join(folder, 'baml_src', 'main.baml');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, made.baml);
  const uri = pathToFileURL(file).href;
  const project = pathToFileURL(path.dirname(file)).href;
  const server = spawn(process.execPath, [...SERVER_FLAGS, path.join(dist, 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const cpu = new CpuClock(server.pid);
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    capabilities: {},
    initializationOptions: { run: true, trusted: true },
  });
  connection.sendNotification('initialized', {});
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'baml', version: 1, text: made.baml },
  });

  const events = [];
  connection.onProgress(new rpc.ProgressType(), 'r1', (some) => events.push(...some));
  const chunks = made.tokens.map((text, at) => {
    const batch = Math.floor(at / tokensARead);
    return { t: 300 + batch * 12, batch, text };
  });
  const recording = {
    header: {
      format: 'bamlrun/1',
      function: FUNCTION,
      args: {},
      client: { name: 'Any', provider: 'openai' },
      prompt: { messages: [], hash: '' },
      schema: { hash: '', ir: null },
      startedAt: '2026-11-22T00:00:00Z',
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: [],
    },
    chunks,
    end: { t: chunks.at(-1).t + 5, headersAt: 200, end: { kind: 'completed' } },
  };
  const run = {
    run: 'r1',
    function: FUNCTION,
    uri: project,
    args: {},
    source: { kind: 'replay', recording, speed: 0 },
    partialResultToken: 'r1',
  };
  const { outcome } = await connection.sendRequest('bamlLive/run', run);
  if (outcome !== 'completed') throw new Error(`${name}: ${outcome}`);
  const { types } = events[0];

  let version = 1;
  const edit = (text) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text }],
    });
  /** Edits, and asks for the reading; gives the answer and what it took. */
  const reread = async (text, known) => {
    const before = [performance.now(), cpu.ms()];
    edit(text);
    const result = await connection.sendRequest('bamlLive/reread', {
      run: 'r1',
      function: FUNCTION,
      uri: project,
      known,
    });
    return { result, took: performance.now() - before[0], cpu: cpu.ms() - before[1] };
  };
  /** What somebody who asks for something else meanwhile has to wait, in the worst case. */
  const waits = async (until) => {
    let longest = 0;
    for (let isOver = false; !isOver;) {
      const begun = performance.now();
      const [over] = await Promise.all([
        Promise.race([until.then(() => true), new Promise((done) => setTimeout(() => done(false), 4))]),
        connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }),
      ]);
      longest = Math.max(longest, performance.now() - begun - 4);
      isOver = over;
    }
    return longest;
  };
  const [one, other] = EDITS[name];
  const written = (line) => made.baml.replace(line, line.replace('\n', ' @stream.done\n'));
  const found = { took: [], cpu: [], same: [], wait: [], shown: [], main: [] };
  let reading;
  // The first ones compile code, as those of a person do.
  for (let at = -5; at < Number(values.edits); at++) {
    const made = await reread(written(at % 2 ? one : other), [types]);
    if (made.result.kind !== 'read') throw new Error(`${name}: ${made.result.kind}`);
    reading = made.result.reading;
    await new Promise((done) => setTimeout(done, 50));
    const same = await reread(`// ${at}\n${written(at % 2 ? one : other)}`, [types, made.result.types]);
    if (same.result.kind !== 'known') throw new Error(`${name}: ${same.result.kind}`);
    if (at < 0) continue;
    found.took.push(made.took);
    found.cpu.push(made.cpu);
    found.same.push(same.took);
  }
  for (let at = 0; at < 3; at++) found.wait.push(await waits(reread(written(at % 2 ? one : other), [types])));
  connection.dispose();
  server.kill();
  fs.rmSync(folder, { recursive: true, force: true });
  const bytes = Buffer.byteLength(JSON.stringify(reading));
  Object.assign(found, await inPanel(events, reading));
  return { name, reads, chunks: chunks.length, fields: reading.parents.length, bytes, ...found };
}

/** Sends the reading to a panel that shows the run, and takes it away again, some times. */
async function inPanel(events, reading) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 }, bypassCSP: true });
  page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
  await page.goto(`${site.address}?state=idle`);
  await page.locator('.metrics').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await cdp.send('Performance.enable');
  const task = async () =>
    (await cdp.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value * 1000;
  await page.evaluate(
    async ([told, shown]) => {
      window.harness.post({ type: 'events', events: told });
      const frame = (globalThis.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      globalThis.show = async (is) => {
        const begun = performance.now();
        const { run } = told[0];
        window.harness.post({
          type: 'whatIf',
          run,
          what: { kind: 'edited' },
          reading: is ? structuredClone(shown) : null,
        });
        await frame();
        return performance.now() - begun;
      };
      for (let i = 0; i < 60; i++) await frame();
    },
    [events, reading],
  );
  const found = { shown: [], main: [] };
  for (let at = -3; at < 12; at++) {
    const begun = await task();
    const shown = await page.evaluate(() => globalThis.show(true));
    const main = (await task()) - begun;
    await page.locator('.what-if b').waitFor();
    await page.evaluate(() => globalThis.show(false));
    await page.waitForTimeout(100);
    // What measuring alone costs.
    const idle = await task();
    await page.evaluate(() => globalThis.frame());
    const alone = (await task()) - idle;
    if (at < 0) continue;
    found.shown.push(shown);
    found.main.push(Math.max(0, main - alone));
  }
  await page.close();
  return found;
}
