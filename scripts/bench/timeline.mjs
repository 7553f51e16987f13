// Measures the panel in a real Chromium, beside a tree drawn anew for each frame and a tree changed in place, in the same run.
//   npm run bench -- timeline [--snapshots 10000] [--rounds 3] [--seconds 2] [--json FILE] [--markdown FILE]
//
// The run is 2,041 rows in so many snapshots. Live: from 70 % on, 2,000 chunks a second. All rows are open and in the list. CPU is that of
// all processes of the browser. Every figure comes from a page of its own; rounds go through all in turn and the worst round is told
// for frames and times, the median for CPU and memory.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, serve } from '../webview-dev.mjs';
import { BROWSER_ARGS, ensureBrowser } from '../host/browser.mjs';
import { cpuOf, pagesCpuOf } from './timeline/processes.mjs';
import { report } from './timeline/report.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    snapshots: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});
const snapshots = Number(values.snapshots);
const perSecond = 2_000;
const from = 0.7;
/** Seconds in which nothing happens. */
const IDLE = 5;
const seconds = Number(values.seconds);
const folder = path.resolve('out', 'webview-dev');

await build();
await esbuild.build({
  entryPoints: { 'bench-page': path.resolve('scripts/bench/timeline/page.mjs') },
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  outdir: folder,
  logLevel: 'warning',
});
const { chromium } = await import('playwright-core');
const site = await serve();
const server = await chromium.launchServer({
  executablePath: ensureBrowser(),
  args: [...BROWSER_ARGS, '--enable-precise-memory-info'],
});
const browser = await chromium.connect(server.wsEndpoint());
const pid = server.process().pid;
const script = fs.readFileSync(path.join(folder, 'bench-page.js'), 'utf8');

/** A page with the panel, and what the browser counts about it. */
async function open() {
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 }, bypassCSP: true });
  page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
  await page.goto(`${site.address}?state=idle`);
  await page.locator('.metrics').waitFor();
  await page.addScriptTag({ content: script });
  await page.evaluate(() => globalThis.bench.panel());
  const cdp = await page.context().newCDPSession(page);
  // Time the main thread computed, not time it waited for a processor.
  await cdp.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await cdp.send('Performance.enable');
  const task = async () =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const heap = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1048576;
  };
  return { page, task, heap };
}

/** The run up to a share of its events, with every field open. */
async function show(page, share) {
  await page.evaluate((some) => globalThis.bench.begin(some), share);
  await page.evaluate(() => globalThis.harness.post({ type: 'action', action: 'expandFields' }));
}

/** What is being measured, for who waits. */
const say = (what) => process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0)} s  ${what}\n`);
const started = Date.now();

const result = {
  snapshots,
  perSecond,
  machine: `${os.cpus().length} × ${os.cpus()[0]?.model}`,
  browser: browser.version(),
  load: os.loadavg()[0],
  rounds: [],
};
for (let round = 0; round < Number(values.rounds); round++) {
  const found = { live: {}, cpu: {}, main: {} };
  for (const name of ['BAML Live', 'keyed DOM', 'innerHTML per frame']) {
    say(`live, ${name}`);
    const { page, task } = await open();
    result.run = await page.evaluate((n) => globalThis.bench.prepare(n), snapshots);
    if (name === 'BAML Live') await show(page, from);
    else {
      await page.evaluate((one) => globalThis.bench.reference(one), name);
      await page.evaluate((share) => globalThis.bench.begin(share), from);
    }
    const before = [await task(), cpuOf(pid)];
    found.live[name] = await page.evaluate(([a, b, c]) => globalThis.bench.live(a, b, c), [from, perSecond, seconds]);
    found.main[name] = ((await task()) - before[0]) / Math.max(1, found.live[name].gaps.length);
    found.cpu[name] = (cpuOf(pid) - before[1]) / (found.live[name].took / 1000);
    await page.close();
  }
  {
    say('scrub and idle');
    const { page } = await open();
    await page.evaluate((n) => globalThis.bench.prepare(n), snapshots);
    await show(page, 1);
    found.scrub = await page.evaluate(() => globalThis.bench.scrub(150));
    // A page is never quite still, so an empty one is measured too.
    const still = async () => {
      await page.waitForTimeout(1_000);
      const begun = pagesCpuOf(pid);
      await page.waitForTimeout(IDLE * 1_000);
      return (pagesCpuOf(pid) - begun) / IDLE;
    };
    found.idle = await still();
    await page.goto('about:blank');
    found.blank = await still();
    await page.close();
  }
  {
    const { page } = await open();
    await page.evaluate((n) => globalThis.bench.prepare(n), snapshots);
    await show(page, from);
    say('stop');
    const stop = await page.getByRole('button', { name: 'Stop' }).boundingBox();
    found.cancel = [];
    const going = page.evaluate(([a, b]) => globalThis.bench.live(a, b, 1.2), [from, perSecond]);
    await page.waitForTimeout(400);
    await page.evaluate(() => globalThis.bench.watchStop());
    await page.mouse.click(stop.x + stop.width / 2, stop.y + stop.height / 2);
    found.cancel.push(await page.evaluate(() => globalThis.bench.stopped));
    await going;
    await page.close();
  }
  {
    const { page } = await open();
    await page.evaluate((n) => globalThis.bench.prepare(n), snapshots);
    say('a new panel');
    found.reopen = await page.evaluate(() => globalThis.bench.reopen());
    await page.close();
  }
  found.heap = {};
  for (const n of [Math.round(snapshots / 4), snapshots]) {
    say(`heap, ${n}`);
    const { page, heap } = await open();
    const empty = await heap();
    await page.evaluate((count) => globalThis.bench.prepare(count), n);
    const prepared = await heap();
    await page.evaluate(() => globalThis.bench.begin(1));
    const both = await heap();
    await page.evaluate(() => globalThis.bench.forget());
    found.heap[n] = { above: (await heap()) - empty, events: prepared - empty, both: both - empty };
    await page.close();
  }
  result.rounds.push(found);
  say(`round ${round + 1} of ${values.rounds} is over`);
}
await browser.close();
await server.close();
await site.close();

if (values.json) fs.writeFileSync(values.json, JSON.stringify(result, null, 1));
const text = report(result);
console.log(text);
if (values.markdown) fs.writeFileSync(values.markdown, `${text}\n`);
