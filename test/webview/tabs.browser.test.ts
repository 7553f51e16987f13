/** The tabs beside the tree in a real Chromium, on a real recording read by the real engine; figures against the raw chunks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { CancellationToken } from 'vscode-jsonrpc';
import type { StreamTypes } from '../../protocol/insight';
import type { RunEvent } from '../../protocol/run';
import { snapshotAfter } from '../../protocol/snapshots';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { toJson } from '../../protocol/value';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { RunMemory } from '../../server/src/lsp/runMemory';
import { deliveries } from '../../server/src/runtime/stream/deliveries';
import { createEngine } from '../../server/src/runtime/stream/engine';
import { prepareReplay } from '../../server/src/runtime/prepareReplay';
import { executeRun } from '../../server/src/runtime/run';
import type {} from '../../webview/dev/dev';
import { openExample, recordingNamed } from '../examples/exampleRun';
import { realRun, timedAnswer } from '../support/realRuns';
import { browserPanel, ROOT } from './browserPanel';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
/** Set to a folder to get pictures. */
const pictures = process.env['PICTURES'];

describe('the tabs in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const { open, painted, press } = panel;
  let page: Page;
  beforeEach(() => {
    page = panel.page;
  });

  const pane = () => page.locator('.pane:not([hidden])');
  const picture = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };

  /** Shows a recording's run, and answers what the panel asks about it as the language server does. */
  async function show(name: string, theme = 'dark', width = 1400): Promise<readonly RunEvent[]> {
    await page.setViewportSize({ width, height: 860 });
    const recording = recordingNamed(name);
    const { events } = await realRun(recording);
    const memory = new RunMemory(createNodeHost());
    const prepared = prepareReplay(recording, null, 0);
    assert.ok(prepared.ok);
    memory.began('r', prepared.plan.output);
    for await (const step of executeRun(prepared.plan, createNodeHost(), new AbortController().signal)) {
      memory.took('r', step);
    }
    const types = openExample('baml_src').streamedTypes(recording.header.function);
    await page.exposeFunction(
      'answerOf',
      async (message: { type: string; length: number; isFinal: boolean; function: string; project: string }) => {
        switch (message.type) {
          case 'askQuirks':
            return { type: 'quirks', run: 'r', quirks: await memory.quirks('r', CancellationToken.None) };
          case 'askMoment':
            return {
              type: 'moment',
              run: 'r',
              length: message.length,
              facts: memory.moment({ run: 'r', length: message.length, isFinal: message.isFinal }),
            };
          case 'askStreamTypes':
            return {
              type: 'streamTypes',
              function: message.function,
              project: message.project,
              types: (types ?? null) as unknown as StreamTypes | null,
            };
          default:
            return null;
        }
      },
    );
    await open(`state=idle&theme=${theme}`);
    await page.evaluate(
      (all) => {
        const { sent, post } = window.harness;
        const push = sent.push.bind(sent);
        const answerOf = (window as unknown as { answerOf: (m: unknown) => Promise<unknown> }).answerOf;
        sent.push = (...messages) => {
          for (const message of messages) void answerOf(message).then((said) => said && post(said as never));
          return push(...messages);
        };
        post({ type: 'events', events: all } as never);
      },
      events as unknown as object[],
    );
    await page.locator('.metrics .status').getByText('completed').waitFor();
    await page.waitForTimeout(150);
    return events;
  }

  it('Raw: the exact text; a click on it chooses its field, and repairs carry badges', async () => {
    const events = await show('receipt');
    const timeline = foldAll(EMPTY, events);
    await press('r');
    await page.locator('.raw-row').first().waitFor();
    const text = recordingNamed('receipt')
      .chunks.map((chunk) => chunk.text)
      .join('');
    assert.match(await pane().innerText(), new RegExp(`All ${text.length} chars`));
    const row = [...timeline.rows].find((one) => one?.decl.key === 'name')!;
    const value = row.start!.offset + 2;
    const box = await page.evaluate((offset) => {
      for (const piece of document.querySelectorAll<HTMLElement>('.raw-line span[data-from]')) {
        const from = Number(piece.dataset['from']);
        const node = piece.firstChild;
        if (!node || offset < from || offset >= from + (node.textContent ?? '').length) continue;
        const range = document.createRange();
        range.setStart(node, offset - from);
        range.setEnd(node, offset - from + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, value);
    assert.ok(box, 'the character is on screen');
    await page.mouse.click(box.x, box.y);
    await painted();
    assert.match(
      await pane().innerText(),
      new RegExp(`items\\[0\\].name comes from line \\d+, ${row.end!.offset - row.start!.offset} chars`),
    );
    assert.equal(
      await page
        .locator('.raw-line .span')
        .first()
        .innerText()
        .then((t) => t.length > 0),
      true,
    );
    await picture('raw-dark');
  });

  it('Diff: every snapshot is listed, and each says what it changed against the one before or a pinned one', async () => {
    const events = await show('receipt');
    const recording = recordingNamed('receipt');
    const { output } = await realRun(recording);
    // From the raw chunks alone: snapshots after each network read that differ from the one after the read before.
    const engine = createEngine(output);
    const seen: string[] = [];
    recording.chunks.forEach((chunk, at) => {
      engine.feed(chunk);
      if (recording.chunks[at + 1]?.batch === chunk.batch) return;
      const snapshot = engine.snapshot();
      const json = snapshot.kind === 'value' ? JSON.stringify(snapshot.value) : null;
      if (json !== null && json !== seen.at(-1)) seen.push(json);
    });
    await press('d');
    assert.match(await page.locator('.diff > .diff-head').innerText(), new RegExp(`^${seen.length} snapshots`));
    await page.locator('.snapshot').first().waitFor();
    await press('Home');
    await press('ArrowRight');
    assert.match(await pane().innerText(), /The first snapshot/);
    await press('ArrowRight');
    const lines = await page.locator('.diff-line').allInnerTexts();
    assert.ok(lines.length > 0, 'something changed');
    await page.locator('.snapshot.on .pin').click();
    await press('End');
    assert.match(await pane().innerText(), /Against the pinned snapshot/);
    const timeline = foldAll(EMPTY, events);
    assert.equal(
      JSON.stringify(toJson(snapshotAfter(timeline, timeline.frames.length - 1)!)),
      seen.at(-1),
      'the last of them is what code holds',
    );
    await picture('diff-dark');
  });

  it('What the program receives: as many as the official sampling hands over, and the tree shows nothing else', async () => {
    await show('receipt');
    const recording = recordingNamed('receipt');
    const { output } = await realRun(recording);
    const handed = [...deliveries(output, timedAnswer(recording))].filter(({ kind }) => kind === 'partial');
    await press('d');
    await page.getByRole('button', { name: 'What the program receives' }).click();
    await painted();
    assert.match(
      await page.locator('.diff > .diff-head').innerText(),
      new RegExp(`handed over ${handed.length} times`),
    );
    await picture('received-dark');
    await page.getByRole('button', { name: 'What the program receives' }).click();
    await painted();
    assert.doesNotMatch(await page.locator('.diff > .diff-head').innerText(), /handed over/);
  });

  it('Type and UI: members with their values, reasons, and a card whose shifts are counted', async () => {
    await show('receipt');
    await press('t');
    await page.locator('.type-member').first().waitFor();
    assert.match(await pane().innerText(), /interface \w+ \{/);
    await picture('type-dark');
    await page.getByRole('button', { name: 'Python' }).click();
    await painted();
    assert.match(await pane().innerText(), /\(BaseModel\):/);
    await press('u');
    assert.match(await pane().innerText(), /Layout shifts so far: \d+ /);
    await picture('ui-dark');
    await press('u');
    assert.equal(await page.getByRole('tab', { name: 'Tree' }).getAttribute('aria-selected'), 'true');
  });

  for (const theme of ['dark', 'light', 'hc']) {
    it(`has no accessibility violations in any tab, in the theme ${theme}`, async () => {
      await show('receipt', theme);
      await page.evaluate(axe);
      for (const key of ['d', 'r', 't', 'u']) {
        await press(key);
        await page.waitForTimeout(150);
        const found = await page.evaluate(async () => {
          const run = (
            window as unknown as {
              axe: { run(at: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe;
          const { violations } = await run.run(document.querySelector('.inspector')!);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        });
        assert.deepEqual(found, [], `${theme} ${key}`);
        await picture(`${theme}-${key}`);
      }
    });
  }

  it('reads a text of a megabyte without laying all of it out', async () => {
    await show('receipt');
    await press('r');
    await page.evaluate(() => {
      const { log } = window.harness;
      void log;
      const started = {
        type: 'started',
        run: 'big',
        seq: 0,
        header: {
          format: 'bamlrun/1',
          function: 'F',
          args: {},
          client: { name: 'c', provider: 'p' },
          prompt: { messages: [], hash: '' },
          schema: { hash: '', ir: null },
          startedAt: '',
          clock: { unit: 'ms', origin: 'request sent' },
          redactions: [],
        },
        source: 'replay',
        speed: 0,
        schemaFrom: 'recording',
        types: '',
      };
      const line = `{"name": "something that is said at some length", "n": 12345},\n`;
      const text = line.repeat(16_000);
      const frames = [{ chunk: { t: 1, batch: 0, text }, length: text.length, value: [], fields: [] }];
      window.harness.post({
        type: 'events',
        events: [started, { type: 'frames', run: 'big', seq: 1, frames }],
      } as never);
    });
    await page
      .getByText(/chars\.$/)
      .first()
      .waitFor();
    await painted();
    const rows = await page.locator('.raw-row').count();
    assert.ok(rows > 0 && rows < 200, `${rows} rows are elements`);
    await page.locator('.raw-text').evaluate((at) => (at.scrollTop = at.scrollHeight));
    await painted();
    await page.locator('.line-number', { hasText: '16000' }).first().waitFor();
  });
});
