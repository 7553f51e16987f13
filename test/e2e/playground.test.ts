import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { openOracle } from '../support/oracle';
import { pictureOfFailure } from '../support/failurePicture';

/** The journeys of a person in a real VS Code, on the example project, against a model that answers over real HTTP. */
const root = path.dirname(__TEST_ROOT__);
const OPEN_MS = 60_000;
const TROUBLE = 'when the provider makes trouble';

describe('the playground in VS Code', function () {
  this.timeout(120_000);
  let provider: ExampleProvider;
  /** A copy, because these journeys edit files. */
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let examples = '';
  let workbench: Workbench;
  /** One for all journeys that do not need a new one: opening it costs more than most of them. */
  let window: WorkbenchWindow;

  before(async () => {
    copy = await copyExamples(root);
    examples = copy.folder;
    provider = await startExampleProvider({ port: copy.port });
    // What one journey leaves unsaved must not come back in the next one's window.
    workbench = await startWorkbench({ root, settings: { 'files.hotExit': 'off', 'editor.minimap.enabled': false } });
    window = await openWindow('first-mistake/baml_src/receipt.baml');
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    copy?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
    assert.deepEqual([...(window?.outside ?? [])], [], 'nothing outside this machine is asked');
  });

  it('underlines a wrong type name while the file is open', async () => {
    await window.page.locator('.squiggly-error').first().waitFor({ timeout: OPEN_MS });
    const line = window.page.locator('.view-line').filter({ hasText: 'ReceiptItm[]' });
    await line.waitFor();
  });

  it('runs from the lens; the timeline grows; snapshots at three moments are the official ones', async () => {
    const panel = await showAndRun('person.baml');
    await status(panel, /streaming/);
    const rows = panel.getByRole('treegrid', { name: 'Fields' }).getByRole('row');
    const chars = async () =>
      Number(/(\d[\d,  ]*) chars/.exec(await figure(panel, 'chunks'))![1]!.replaceAll(/\D/g, ''));
    const early = await chars();
    await eventually(async () => (await chars()) > early + 40, 'text keeps arriving');
    await status(panel, /completed/);
    assert.ok((await rows.count()) >= 9, 'a row for every field');

    const baml = ['person.baml', 'clients.baml'].map((name) =>
      fs.readFileSync(path.join(examples, 'baml_src', name), 'utf8'),
    );
    const oracle = openOracle(baml.join('\n'), 'DescribePerson');
    const flag = panel.getByRole('slider', { name: 'Time' });
    for (const steps of [6, 25, 60]) {
      await flag.focus();
      await flag.press('Home');
      for (let i = 0; i < steps; i++) await flag.press('ArrowRight');
      const text = await textAtScrubber(panel);
      assert.ok(text.length > 0);
      const official = oracle.partial(text);
      assert.ok('value' in official, `the official runtime reads ${JSON.stringify(text)}`);
      assert.deepEqual(await shownValues(panel), leaves(official.value), `after ${text.length} characters`);
    }
  });

  it('cancels in mid-stream: the connection closes, the partial stays, open fields are cut', async () => {
    const panel = await showAndRun('blog-post.baml');
    await panel.getByRole('treeitem', { name: /^teaser, "./ }).waitFor();
    const entry = provider.log.at(-1)!;
    await panel.getByRole('button', { name: 'Stop' }).click();
    await eventually(() => entry.closedByClientAt !== null, 'the provider sees the socket close');
    assert.equal(entry.finished, false, 'long before the answer is over');
    await status(panel, /cancelled/);
    await panel
      .getByText(/connection closed/i)
      .first()
      .waitFor();
    assert.ok(await panel.getByRole('treeitem', { name: /^teaser, "./ }).isVisible(), 'the partial is still on screen');
    await panel.getByRole('treegrid', { name: 'Fields' }).getByText('cut').first().waitFor();
  });

  it('loses nothing when the panel is hidden and shown again', async () => {
    const panel = await showAndRun('message.baml');
    await status(panel, /streaming/);
    const entry = provider.log.at(-1)!;
    await window.page.keyboard.press('Control+1');
    // Another editor in the panel's group hides it; its page is destroyed.
    await window.page.getByRole('tab', { name: /^BAML Live, / }).click();
    await window.openFile('stocks.baml');
    await window.page
      .locator('iframe.webview.ready')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await eventually(() => entry.finished, 'the run goes on while hidden', provider.log);
    await window.page.getByRole('tab', { name: /^BAML Live, / }).click();
    await status(panel, /completed/);
    const sent = fs
      .readFileSync(path.join(examples, 'recordings', 'message.bamlrun'), 'utf8')
      .trim()
      .split('\n');
    const answer = sent.map((line) => (JSON.parse(line) as { text?: string }).text ?? '').join('');
    await panel.getByRole('slider', { name: 'Time' }).press('End');
    // Of a long text the tab holds the lines that can be seen.
    const squeezed = (text: string): string => text.replaceAll(/\s/g, '');
    const shown = squeezed(await textAtScrubber(panel));
    assert.ok(shown.length > 300, `${shown.length} characters`);
    assert.equal(squeezed(answer).slice(0, shown.length), shown);
    const chars = (await figure(panel, 'chunks')).split(', ').at(-1)!;
    assert.equal(Number(chars.replaceAll(/\D/g, '')), answer.length);
  });

  it('replays a recording file: the same final value, the same order of completions', async () => {
    const live = await showAndRun('person.baml');
    await status(live, /streaming/);
    await status(live, /completed/);
    const order = await completions(live);
    const value = await shownValues(live);
    const final = await finalValues(live);
    await window.context.close();

    window = await openWindow('baml_src/person.baml');
    await window.openFile('recordings/person.bamlrun');
    const panel = window.panel();
    await status(panel, /completed/);
    assert.deepEqual(await completions(panel), order);
    assert.deepEqual(await shownValues(panel), value);
    assert.deepEqual(await finalValues(panel), final);
    assert.ok(final.length >= 12, `${final.length} values in the final one`);
  });

  describe(TROUBLE, () => {
    before(async () => {
      await window.context.close();
      window = await openWindow('baml_src/clients.baml');
    });
    let written = '"example-model"';

    for (const [model, says] of [
      ['error-401', /401/],
      ['error-429', /429/],
      ['error-500', /500/],
      ['html', /web page/i],
      ['empty', /without any content/],
      ['half-event', /middle|ended|cut|incomplete/i],
      ['example-model', null],
    ] as const) {
      it(says ? `${model}: says what is wrong` : 'works again once the provider does', async () => {
        await window.openFile('clients.baml');
        await replaceInEditor(written, `"${model}"`);
        written = `"${model}"`;
        await window.openFile('person.baml');
        const panel = await run();
        if (says) {
          await status(panel, /failed/);
          await panel.locator('.banner').getByText(says).first().waitFor();
        } else await status(panel, /completed/);
      });
    }

    it('a refused connection is said in words', async () => {
      await window.openFile('clients.baml');
      await replaceInEditor(`127.0.0.1:${copy.port}`, '127.0.0.1:41111');
      await window.openFile('person.baml');
      const panel = await run();
      await status(panel, /failed/);
      await panel
        .locator('.banner')
        .getByText(/refused/i)
        .first()
        .waitFor();
    });
  });

  /** Shows a file beside the panel and runs its first function. Another run may still be on screen. */
  async function showAndRun(file: string): Promise<FrameLocator> {
    await window.page.keyboard.press('Control+1');
    await window.openFile(file);
    return run();
  }

  /** A window wide enough for the editor and the whole panel beside it. */
  async function openWindow(file: string): Promise<WorkbenchWindow> {
    const opened = await workbench.open({ folder: examples, file, width: 1800 });
    await opened.page
      .locator('.codelens-decoration a')
      .first()
      .waitFor({ timeout: 20_000 })
      .catch(() => undefined); // clients.baml has none
    await opened.page.keyboard.press('Control+B'); // the side bar
    return opened;
  }

  /** Presses the first Run lens of the editor. */
  async function run(): Promise<FrameLocator> {
    const lens = window.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.waitFor({ timeout: OPEN_MS });
    await lens.click();
    return window.panel();
  }

  async function replaceInEditor(from: string, to: string): Promise<void> {
    const { page } = window;
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+H');
    const widget = page.locator('.find-widget');
    await widget.getByRole('textbox', { name: 'Find' }).fill(from);
    await widget.getByRole('textbox', { name: 'Replace' }).fill(to);
    await page.keyboard.press('Control+Alt+Enter');
    await page.keyboard.press('Escape');
    await page
      .locator('.view-line')
      .filter({ hasText: to.replaceAll('"', '') })
      .first()
      .waitFor();
  }
});

/** Waits until the status of the run reads so. */
async function status(panel: FrameLocator, wanted: RegExp): Promise<void> {
  await panel.locator('.metrics .status dd').filter({ hasText: wanted }).waitFor({ timeout: 45_000 });
}

async function figure(panel: FrameLocator, name: string): Promise<string> {
  return (await panel.locator('.metrics').locator(`.${name} dd`).textContent()) ?? '';
}

/** The model's text up to the scrubber, as the Raw tab shows it. */
async function textAtScrubber(panel: FrameLocator): Promise<string> {
  await panel.getByRole('tab', { name: 'Raw' }).click();
  await painted(panel);
  const text = await panel.locator('.raw-line').evaluateAll((lines) =>
    lines
      .map((line) =>
        [...line.childNodes]
          .filter(
            (node) =>
              !(node instanceof Element && (node.classList.contains('after') || node.classList.contains('caret'))),
          )
          .map((node) => node.textContent)
          .join(''),
      )
      .join(''),
  );
  await panel.getByRole('tab', { name: 'Tree' }).click();
  await painted(panel);
  return text;
}

/** The panel paints once a frame: after two, what was done before is on screen. */
async function painted(panel: FrameLocator): Promise<void> {
  await panel
    .locator('#app')
    .evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** What the Tree tab shows as `name: text` for every value that is not an object or a list. */
async function shownValues(panel: FrameLocator): Promise<string[]> {
  const items: Locator = panel.getByRole('tabpanel').getByRole('treeitem');
  await items.first().waitFor();
  await painted(panel);
  const lines = await items.evaluateAll((all) =>
    all
      .filter((item) => item.getAttribute('aria-expanded') === null)
      .map((item) => ({
        key: item.querySelector('.key, .index')?.textContent ?? '',
        text: item.querySelector('.text')?.textContent ?? '',
        isValue: item.querySelector('.text:not(.close):not(.hidden)') !== null,
      })),
  );
  return lines.filter((line) => line.key !== '' && line.isValue).map((line) => `${line.key}: ${line.text}`);
}

/** The same of the Final tab. */
async function finalValues(panel: FrameLocator): Promise<string[]> {
  await panel.getByRole('tab', { name: 'Final' }).click();
  await painted(panel);
  return shownValues(panel);
}

/** The same of a value. */
function leaves(value: unknown, key = ''): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, i) => leaves(item, `[${i}]`));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, member]) => leaves(member, name));
  }
  return [`${key}: ${JSON.stringify(value)}`];
}

/** The rows in the order in which they became complete. */
async function completions(panel: FrameLocator): Promise<string[]> {
  await painted(panel);
  const rows = await panel
    .getByRole('treegrid', { name: 'Fields' })
    .locator('.row.field')
    .evaluateAll((all) =>
      all.map((row) => ({
        name: row.getAttribute('data-key') ?? '',
        at: Number(row.querySelector('.number.complete')?.textContent ?? 'NaN'),
      })),
    );
  return rows
    .filter((row) => !Number.isNaN(row.at))
    .sort((a, b) => a.at - b.at)
    .map((row) => row.name);
}

async function eventually(ask: () => boolean | Promise<boolean>, what: string, seen?: unknown): Promise<void> {
  const until = Date.now() + 45_000; // a busy machine
  while (!(await ask())) {
    if (Date.now() > until) throw new Error(`did not become true: ${what} ${JSON.stringify(seen) ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
