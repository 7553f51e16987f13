/**
 * Every fault of `test/support/faults.ts`: what is read, what is kept of the answer, and that nothing stays open. What is
 * read stands in `docs/faults.md` beside what the official runtime says; `UPDATE_GOLDENS=1` writes that table, and asks the
 * official runtime.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { Arrival } from '../../server/src/runtime/arrivals';
import type { RunHost } from '../../server/src/runtime/host';
import { liveArrivals } from '../../server/src/runtime/liveArrivals';
import { FAULTS, startFault, type FaultServer } from '../support/faults';
import { askOfficial } from '../support/officialCall';
import { livePlan } from '../support/plans';
import { chatEvent, CHAT_STOP, EVENT_STREAM, withProvider } from '../support/provider';

const KEY = 'sk-fault-0123456789';
const file = path.join(path.dirname(__TEST_ROOT__), 'docs', 'faults.md');
const isAsking = process.env['UPDATE_GOLDENS'] === '1';

describe('a fault of the provider or the network', function () {
  this.timeout(60_000);
  const rows: string[] = [];
  const documented = new Map(rowsOf(readFileSync(file, 'utf8')).map((row) => [row[0], row]));

  for (const fault of FAULTS) {
    it(fault.name, async () => {
      const server = await startFault(fault);
      try {
        const world = watchedHost();
        const plan = livePlan(server.url, {
          provider: 'openai-generic',
          headers: { authorization: `Bearer ${KEY}` },
          secrets: [KEY],
          ...(fault.limits ? { timeouts: fault.limits } : {}),
        });
        const arrivals: Arrival[] = [];
        for await (const arrival of liveArrivals(plan, world.host, new AbortController().signal))
          arrivals.push(arrival);
        const read = [cell(fault.name), cell(masked(wordsOf(arrivals), server)), cell(textOf(arrivals))];
        assert.equal(world.sleeping(), 0, 'no timer is left');
        assert.ok(!JSON.stringify(arrivals).includes(KEY));
        if (!fault.limits?.connect) await server.idle();
        if (isAsking) {
          rows.push(`| ${[...read, cell(masked(await askOfficial(server.url, fault), server))].join(' | ')} |`);
        } else {
          assert.deepEqual(documented.get(cell(fault.name))?.slice(0, 3), read);
        }
      } finally {
        await server.close();
      }
    });
  }

  it('stands in docs/faults.md, and nothing else does', () => {
    if (isAsking) {
      const text = readFileSync(file, 'utf8');
      const at = text.indexOf('| --- |');
      writeFileSync(file, `${text.slice(0, text.indexOf('\n', at) + 1)}${rows.join('\n')}\n`);
    } else
      assert.deepEqual(
        [...documented.keys()],
        FAULTS.map(({ name }) => cell(name)),
      );
  });

  it('cuts the answer after any byte: it is told, and what had arrived is kept', async () => {
    const bytes = Buffer.from(chatEvent('Hé') + chatEvent('llo') + CHAT_STOP);
    const done = bytes.indexOf('[DONE]') + '[DONE]\n\n'.length;
    let length = 0;
    await withProvider(
      async (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.flushHeaders();
        if (length) await new Promise((resolve) => response.write(bytes.subarray(0, length), resolve));
        setImmediate(() => response.destroy());
      },
      async (provider) => {
        for (length = 0; length < bytes.length; length++) {
          const arrivals: Arrival[] = [];
          const plan = livePlan(provider.url);
          for await (const arrival of liveArrivals(plan, createNodeHost(), new AbortController().signal))
            arrivals.push(arrival);
          const end = arrivals.at(-1);
          assert.ok(end?.kind === 'end');
          assert.ok('Héllo'.startsWith(textOf(arrivals)), `${length}: ${textOf(arrivals)}`);
          if (length < done - 1) assert.equal(end.ending.kind, 'failed', `after ${length} bytes`);
        }
      },
    );
  });
});

/** The words a person reads: the message, and what to do about it. */
function wordsOf(arrivals: readonly Arrival[]): string {
  const end = arrivals.at(-1);
  assert.ok(end?.kind === 'end');
  const { ending } = end;
  if (ending.kind === 'failed')
    return [ending.error.message.replace(/[^.!?]$/, '$&.'), ending.error.hint].filter(Boolean).join(' ');
  return ending.kind === 'complete' ? ['(the answer)', ...(ending.warnings ?? [])].join(' ') : ending.kind;
}

function textOf(arrivals: readonly Arrival[]): string {
  return arrivals.flatMap((one) => (one.kind === 'chunks' ? one.chunks.map(({ text }) => text) : [])).join('');
}

function masked(text: string, server: FaultServer): string {
  const { host, hostname } = new URL(server.url);
  return text.replaceAll(host, hostname);
}

/** As it stands in a table. */
function cell(text: string): string {
  const line = text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
  return line.length > 220 ? `${line.slice(0, 220)}…` : line;
}

function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Fault'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ \| ?/)
        .map((one) => one.trim()),
    );
}

/** The world, with its sleepers counted. */
function watchedHost(): { readonly host: RunHost; sleeping(): number } {
  const own = createNodeHost();
  let sleeping = 0;
  const host: RunHost = {
    ...own,
    async sleep(ms, signal) {
      sleeping++;
      await own.sleep(ms, signal);
      sleeping--;
    },
  };
  return { host, sleeping: () => sleeping };
}
