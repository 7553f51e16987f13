/**
 * Compares what we make of recorded answers with what they say: text, thoughts, refusal, finish reason, usage, error.
 * A server on 127.0.0.1 sends each in one piece, byte by byte and in random pieces; then it cuts each off at several
 * places, which has to be told, with everything that had arrived kept.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { liveArrivals } from '../../server/src/runtime/liveArrivals';
import type { Arrival, Ending } from '../../server/src/runtime/arrivals';
import type { Usage } from '../../server/src/runtime/stream/frame';
import { livePlan } from '../support/plans';
import { startProvider, type LoopbackProvider } from '../support/provider';
import {
  comparedUsage,
  failureKindOf,
  formatOf,
  isStreaming,
  usageOf,
  wireCases,
  type WireCase,
} from '../support/wireCases';
import type { Comparison, Subject } from './subject';

const CUTS = 4;

export const subject: Subject = {
  about: 'answers of every provider, however their bytes are cut: text, usage, finish reason, error',
  folder: 'fixtures/wire',
  compare,
};

/** What the server sends next. */
interface Script {
  readonly one: WireCase;
  readonly pieces: readonly Uint8Array[];
  readonly drop: boolean;
}

async function compare(folder: string): Promise<Comparison> {
  let script: Script | undefined;
  const server = await startProvider(async (response) => {
    const { one, pieces, drop } = script!;
    response.socket?.setNoDelay(true);
    response.writeHead(one.status ?? 200, { 'content-type': one.content_type, ...one.headers });
    for (const piece of pieces) {
      response.write(piece);
      if (pieces.length > 1) await new Promise((resolve) => setImmediate(resolve));
    }
    if (!drop) return void response.end();
    // The bytes are to arrive before the end of the connection does.
    await new Promise((resolve) => setTimeout(resolve, 20));
    response.destroy();
  });
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  try {
    for (const one of wireCases(folder)) {
      const bytes = readFileSync(path.join(folder, one.file));
      const send = (pieces: readonly Uint8Array[], drop: boolean): Promise<Outcome> => {
        script = { one, pieces, drop };
        return outcomeOf(server, one);
      };
      const problem = await problemOf(one, bytes, send);
      if (problem) lines.push(`${one.id}: ${problem}`);
      if (problem) failed++;
      else passed++;
    }
  } finally {
    await server.close();
  }
  return { passed, failed, lines };
}

type Send = (pieces: readonly Uint8Array[], drop: boolean) => Promise<Outcome>;

/** The first thing that is not as it should be. */
async function problemOf(one: WireCase, bytes: Buffer, send: Send): Promise<string | undefined> {
  const random = randomNumbers(one.id);
  const cuttings: [name: string, pieces: readonly Uint8Array[]][] = [
    ['in one piece', bytes.length ? [bytes] : []],
    ['byte by byte', inPieces(bytes, () => 1)],
    ['in random pieces', inPieces(bytes, () => 1 + random(90))],
  ];
  for (const [name, pieces] of cuttings) {
    const outcome = await send(pieces, one.end === 'drop');
    const problem = difference(one, outcome);
    if (problem) return `${name}: ${problem}`;
  }
  if ((one.status ?? 200) >= 300 || bytes.length < 2) return undefined;
  for (let cut = 0; cut < CUTS; cut++) {
    const length = random(bytes.length - 1);
    const outcome = await send(length ? [bytes.subarray(0, length)] : [], true);
    if (!one.expect.text.startsWith(outcome.text)) return `cut after ${length} bytes: ${shown(outcome)}`;
    // What was cut off may be of no consequence, when the answer had said its last word.
    if (outcome.failure === null && !saysTheEnd(one, bytes.subarray(0, length))) {
      return `cut after ${length} bytes: not told. ${shown(outcome)}`;
    }
  }
  return undefined;
}

function saysTheEnd(one: WireCase, bytes: Uint8Array): boolean {
  return isStreaming(one) && /\[DONE\]|message_stop|response\.(completed|incomplete)|text\.done/.test(textOf(bytes));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

interface Outcome {
  readonly text: string;
  readonly reasoning: string;
  readonly finish: string | null;
  readonly usage: Usage | null;
  readonly failure: string | null;
  readonly status: number | null;
  readonly message: string;
  readonly warnings: readonly string[];
}

async function outcomeOf(server: LoopbackProvider, one: WireCase): Promise<Outcome> {
  const plan = livePlan(server.url, {
    format: formatOf(one),
    provider: one.provider,
    streaming: isStreaming(one),
  });
  const arrivals: Arrival[] = [];
  for await (const arrival of liveArrivals(plan, createNodeHost(), new AbortController().signal)) {
    arrivals.push(arrival);
  }
  const chunks = arrivals.flatMap((arrival) => (arrival.kind === 'chunks' ? arrival.chunks : []));
  const last = arrivals.at(-1);
  const ending: Ending = last?.kind === 'end' ? last.ending : { kind: 'cancelled' };
  const usage = chunks.reduce<Usage>((sum, chunk) => ({ ...sum, ...chunk.usage }), {});
  const error = ending.kind === 'failed' ? ending.error : undefined;
  return {
    text: chunks.map(({ text }) => text).join(''),
    reasoning: chunks.map(({ reasoning }) => reasoning ?? '').join(''),
    finish: (ending.kind === 'cancelled' ? undefined : ending.finishReason) ?? null,
    usage: comparedUsage(usage),
    failure: error?.kind ?? null,
    status: error?.status ?? null,
    message: [error?.message, error?.body].filter(Boolean).join('\n'),
    warnings: ending.kind === 'complete' ? (ending.warnings ?? []) : [],
  };
}

function difference(one: WireCase, got: Outcome): string | undefined {
  const { expect } = one;
  const wanted = {
    text: expect.text,
    // The thoughts in a whole answer are not always spoken of.
    reasoning: expect.reasoning ?? (isStreaming(one) ? '' : got.reasoning),
    finish: expect.finish_reason ?? null,
    usage: usageOf(one),
    failure: failureKindOf(one),
    status: expect.error?.status ?? got.status,
  };
  const { message, warnings, ...facts } = got;
  if (!isDeepStrictEqual(facts, wanted)) return `\n  wanted: ${JSON.stringify(wanted)}\n  ours:   ${shown(got)}`;
  const words = expect.refusal ?? expect.error?.contains ?? '';
  if (!message.toLowerCase().includes(words.toLowerCase())) return `“${words}” is not said: ${message}`;
  if (!expect.error && !expect.refusal && Boolean(expect.warning) !== warnings.length > 0) {
    return `wanted the warning “${expect.warning ?? 'none'}”, ours: ${warnings.join(' ')}`;
  }
  return undefined;
}

function shown(outcome: Outcome): string {
  return JSON.stringify(outcome);
}

function inPieces(bytes: Uint8Array, size: () => number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const to = at + size();
    pieces.push(bytes.subarray(at, to));
    at = to;
  }
  return pieces;
}

/** The same numbers below `limit` every time, so that a failure can be seen again. */
function randomNumbers(seed: string): (limit: number) => number {
  let state = [...seed].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0, 7);
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
