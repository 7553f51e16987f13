// Measures one engine on one workload, in a process of its own: node --expose-gc measure.mjs JOB (JSON), the answer is JSON.
import { isDeepStrictEqual } from 'node:util';
import { median } from '../median.mjs';
import { engines } from './engines.mjs';
import { coreWait, oldCollections } from './stops.mjs';
import { workload } from './workloads.mjs';

const WARM_UP_MS = 1500;
/** So many times the CPU is measured, and so many answers are timed token by token. */
const TIMED = 5;
/** Longer than a token of its own work takes: what stopped it is looked at. */
const STOPPED_MS = 0.5;
const TOKENS_BETWEEN_LOOKS = 16;
const waited = coreWait();
const job = JSON.parse(process.argv[2]);
const engine = engines(job.bundle).find(({ name }) => name === job.engine);
const work = workload(job.workload, job.kilobytes);
const figures = await figuresOf();
process.stdout.write(JSON.stringify(figures), () => process.exit(0));

async function figuresOf() {
  if (engine.once) return compared([unit()], [repeated(() => engine.once(work))]);
  const warmUp = workload(job.workload, 2);
  for (let run = 0; run < 3; run++) await all(warmUp);
  if (job.memory) return await memory();
  return engine.whole ? await sampled() : await whole();
}

/** CPU of what everything is measured in: one `JSON.parse` of the JSON in the final text. */
function unit() {
  return repeated(() => JSON.parse(work.json));
}

/** The medians of what was measured in turn, so that a machine which is slow for a while is slow for both. */
function compared(units, cpus) {
  const [unitMs, cpuMs] = [median(units), median(cpus)];
  return { unitMs, cpuMs, ratio: cpuMs / unitMs };
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU of one call, once it is compiled. */
function repeated(call) {
  for (const end = performance.now() + 40; performance.now() < end;) call();
  const begun = cpu();
  let calls = 0;
  for (const end = performance.now() + 80; performance.now() < end || calls < 3; calls++) call();
  return (cpu() - begun) / calls;
}

/** All tokens, all snapshots kept; `times` takes what each token took, in microseconds, without waiting for a core. */
async function all(one, times, push, kept = []) {
  push ??= await engine.open(one);
  let text = '';
  for (let at = 0; at < one.tokens.length; at++) {
    const begun = times === undefined ? 0 : performance.now();
    if (engine.whole) text += one.tokens[at];
    const result = push(engine.whole ? text : one.tokens[at]);
    const snapshot = result instanceof Promise ? await result : result;
    if (times !== undefined) {
      const took = performance.now() - begun;
      const stopped = took > STOPPED_MS || at % TOKENS_BETWEEN_LOOKS === 0 ? waited() : 0;
      times[at] = (took > STOPPED_MS ? Math.max(0, took - stopped) : took) * 1000;
    }
    kept[at] = engine.live ? null : snapshot;
    if (one === work && times === undefined && (at & 63) === 63 && performance.now() > job.until) return null;
  }
  push.end?.();
  const last = kept.at(-1) ?? push('');
  kept.all = push.kept;
  return { kept, last };
}

async function whole() {
  job.until = performance.now() + job.budget * 1000;
  // A server lives long: its code is compiled. What cannot be measured at all shows here too.
  for (const end = performance.now() + WARM_UP_MS; performance.now() < end;) {
    if ((await all(work)) === null) return { failed: `more than ${job.budget} s` };
  }
  job.until = Infinity;
  let last, kept;
  const [units, cpus] = [[], []];
  for (let turn = 0; turn < TIMED; turn++) {
    units.push(unit());
    const begun = cpu();
    let runs = 0;
    for (const end = performance.now() + 150; performance.now() < end || runs === 0; runs++)
      ({ last, kept } = await all(work));
    cpus.push((cpu() - begun) / runs);
  }
  const value = JSON.parse(JSON.stringify(engine.look === undefined ? await last : engine.look(last, kept.all)));
  const right = isDeepStrictEqual(value, work.value);
  // What earlier runs have left is not to be collected in the middle of these. Answers come one after the other, and of a token
  // that takes long it has to be seen whether it takes long in each of them.
  globalThis.gc();
  const collections = oldCollections();
  const passes = [];
  const old = [];
  for (let pass = 0; pass < TIMED; pass++) {
    const times = new Float64Array(work.tokens.length);
    await collections.seen();
    await all(work, times);
    old.push(...(await collections.seen()));
    times.sort();
    const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
    passes.push({ p50: at(0.5), p99: at(0.99), max: times.at(-1) });
  }
  const middle = (key) => median(passes.map((one) => one[key]));
  const worst = Math.max(...passes.map(({ max }) => max));
  return {
    ...compared(units, cpus),
    right,
    p50: middle('p50'),
    p99: middle('p99'),
    max: middle('max'),
    worst,
    old: Math.max(0, ...old),
  };
}

/** What reads the whole text at every token is measured at spread lengths, and its total is computed from them. */
async function sampled() {
  const unitMs = unit();
  const parse = await engine.open(work);
  const shares = [0.5, 0.1, 0.9, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6, 0.05, 0.95];
  const end = performance.now() + job.budget * 1000;
  let total = 0;
  let count = 0;
  for (const share of shares) {
    const prefix = Buffer.from(work.text.slice(0, Math.round(work.text.length * share))).toString();
    const begun = cpu();
    const result = parse(prefix);
    if (result instanceof Promise) await result;
    total += cpu() - begun;
    count++;
    // Pairs around the middle, so that an early end does not make it cheaper.
    if (performance.now() > end && count % 2 === 1) break;
  }
  return { ...compared([unitMs], [(total / count) * work.tokens.length]), estimated: true };
}

/** What stays of the engine at work, and of the snapshots alone. The list they are kept in is the caller's, and not counted. */
async function memory() {
  const kept = new Array(work.tokens.length).fill(null);
  globalThis.gc();
  globalThis.gc();
  const before = heap();
  const held = () => {
    globalThis.gc();
    globalThis.gc();
    return heap() - before;
  };
  job.until = Infinity;
  const atWork = await fill(kept, held);
  return { bytes: held(), atWork, snapshots: kept.all?.length ?? new Set(kept).size, characters: work.text.length };
}

/** Fills `kept` with all snapshots and gives what `held` says while the engine is still there. */
async function fill(kept, held) {
  const push = await engine.open(work);
  await all(work, undefined, push, kept);
  const atWork = held();
  push('');
  return atWork;
}

function heap() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
