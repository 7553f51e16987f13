/** The real bundle in a real Chromium, with a stand-in for the editor and a strict content security policy. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Json } from '../../protocol/run';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { snapshotAfter } from '../../protocol/snapshots';
import { toJson } from '../../protocol/value';
import type { ToView } from '../../protocol/webview';
import { atTime } from '../../webview/src/navigate';
import type {} from '../../webview/dev/dev';
import { scenario } from '../../webview/dev/scenarios';
import { browserPanel } from './browserPanel';
import { init } from './support';

describe('panel in a browser', function () {
  this.timeout(60_000);
  const panel = browserPanel();
  const { open, painted, press } = panel;
  let page: Page;
  beforeEach(() => {
    page = panel.page;
  });

  const sent = (type: string): Promise<unknown[]> =>
    page.evaluate((t) => window.harness.sent.filter((m) => m.type === t), type);
  const status = (): Promise<string> => page.locator('.metrics .status dd').innerText();
  const rowNames = (): Promise<string[]> => page.locator('.row .field-name').allInnerTexts();
  /** The tree as lines of `name: text`. */
  const tree = (): Promise<string[]> => page.locator('.pane:not([hidden]) .value .content').allTextContents();

  it('grows while the run goes on, and says how it ended', async () => {
    await open('state=live');
    await page.getByText('ReceiptInfo', { exact: true }).waitFor();
    const early = await rowNames();
    await page.locator('.metrics .status').getByText('completed').waitFor();
    const late = await rowNames();
    assert.ok(early.length < late.length, `${early.join()} then ${late.join()}`);
    for (const name of ['merchant', 'items', '[0]', '[2]', 'total', 'note'])
      assert.ok(late.includes(name), late.join());
    assert.match(await page.locator('.problems').innerText(), /items\[0\] held \d+ ms/);
    assert.match(await page.locator('.problems').innerText(), /stall 620 ms/);
  });

  it('names the function of the run on screen once another one is chosen', async () => {
    await open('state=completed');
    const of = page.locator('.metrics .function');
    assert.equal(await of.isVisible(), false);
    await page.getByLabel('Function').selectOption({ label: 'WriteResume' });
    await painted();
    assert.match(await of.innerText(), /^function\s+ExtractReceipt$/);
    await page.getByLabel('Function').selectOption({ label: 'ExtractReceipt' });
    await painted();
    assert.equal(await of.isVisible(), false);
  });

  it('says that nothing is there yet while a run that was asked for has not begun', async () => {
    await open('state=idle');
    // As while a key is asked for.
    const begun = init();
    assert.ok(begun.type === 'host' && begun.message.type === 'init');
    const asked = JSON.stringify({ ...begun.message, running: true });
    await page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), asked);
    await page.getByText('Your code holds nothing yet.').waitFor();
    assert.equal(await page.getByText('Nothing was received.').count(), 0);
  });

  it('shows the snapshot of the time that is clicked on the axis', async () => {
    await open('state=completed');
    const box = (await page.locator('.plot-head').boundingBox())!;
    const timeline = foldAll(EMPTY, scenario('completed')!.events);
    for (const share of [0.3, 0.5, 0.8]) {
      await page.mouse.click(box.x + 8 + (box.width - 20) * share, box.y + 12);
      await painted();
      const value = Number(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow')) - 1;
      assert.equal(
        value,
        atTime(timeline, timeline.frames.items[value]!.frame.chunk.t),
        'it stops at the end of a read',
      );
      const json = toJson(snapshotAfter(timeline, value) ?? null) as { merchant?: Json; total?: Json };
      const lines = await tree();
      assert.ok(
        lines.some((line) => line.startsWith('total') && line.endsWith(JSON.stringify(json.total ?? null))),
        lines.join('\n'),
      );
    }
    const before = await page.getByRole('slider').getAttribute('aria-valuenow');
    await page.mouse.move(box.x + 8 + (box.width - 20) * 0.3, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 8 + (box.width - 20) * 0.6, box.y + 12, { steps: 5 });
    await page.mouse.up();
    await painted();
    assert.notEqual(await page.getByRole('slider').getAttribute('aria-valuenow'), before);
  });

  it('moves by keys from change to change, to the start and back to the end', async () => {
    await open('state=completed');
    const slider = page.getByRole('slider', { name: 'Time' });
    await slider.focus();
    await press('Home');
    assert.equal(await slider.getAttribute('aria-valuetext'), 'before the first chunk');
    await press('ArrowRight');
    assert.match((await slider.getAttribute('aria-valuetext'))!, /^snapshot 1 of \d+, .*ReceiptInfo changed$/);
    assert.deepEqual((await tree()).slice(0, 2), ['{', 'merchant: null']);
    for (let i = 0; i < 40 && !(await tree()).some((line) => line.startsWith('[0]{')); i++) await press('ArrowRight');
    assert.ok((await tree()).includes('name: "The Art of Doing Science"'));
    assert.ok((await page.locator('.value.changed').count()) >= 5, 'the new item is marked');
    await press('Shift+ArrowLeft');
    assert.equal(await page.locator('.value.not-visible').count(), 1, 'held items are told of');
    await press('End');
    assert.equal(await page.locator('.pill').isVisible(), false);
  });

  it('cancels: says so to the host and marks what was open as cut', async () => {
    await open('state=live');
    await page.locator('.field-name', { hasText: 'items' }).waitFor();
    await press('Escape');
    await page.locator('.metrics .status').getByText('cancelled').waitFor();
    assert.equal((await sent('cancel')).length, 1);
    assert.match(
      await page.locator('.banner').innerText(),
      /^Stopped at .* after \d+ chars; connection closed in 9 ms/,
    );
    assert.equal(await page.locator('.row', { hasText: 'ReceiptInfo' }).locator('.complete').innerText(), 'cut');
    assert.equal(
      (await page.locator('.row', { hasText: 'merchant' }).locator('.complete').innerText()) !== 'cut',
      true,
    );
    assert.ok(
      (await tree()).some((line) => line.startsWith('merchant: "Index Book')),
      'the partial value stays',
    );
  });

  it('rebuilds everything after the page was destroyed', async () => {
    await open('state=cancelled&keep');
    await page.getByRole('row', { name: /merchant/ }).click();
    await press('Home');
    await press('ArrowRight');
    await page.getByRole('tab', { name: 'Raw' }).click();
    const where = await page.locator('.where').innerText();
    const rows = await rowNames();
    // Twice: what came back must itself be kept, though nobody touched it.
    for (let times = 0; times < 2; times++) {
      await page.reload();
      await page.locator('.row.on', { hasText: 'merchant' }).waitFor();
      assert.equal(await page.locator('.where').innerText(), where);
      assert.deepEqual(await rowNames(), rows);
      assert.equal(await page.getByRole('tab', { name: 'Raw' }).getAttribute('aria-selected'), 'true');
      assert.match(await status(), /cancelled 1\.58 s/);
    }
  });

  it('does not run with arguments that are no JSON, and says why', async () => {
    await open('state=idle');
    await page.getByRole('button', { name: 'Set up the run' }).click();
    await painted();
    const area = page.locator('vscode-text-area textarea');
    await area.fill('{"receipt": ');
    await painted();
    assert.match(await page.locator('.args-editor .args-problem').innerText(), /^Not JSON: .*line 1/);
    await press('Control+Enter');
    assert.equal((await sent('run')).length, 0);
    await area.fill('{"recipt": "x"}');
    await painted();
    assert.match(
      await page.locator('.args-editor .args-problem').innerText(),
      /no parameter “recipt”.*receipt: string/,
    );
    await area.fill('{"receipt": "one apple"}');
    await painted();
    assert.equal(await page.locator('.args-editor .args-problem').innerText(), '');
    await press('Control+Enter');
    const [run] = (await sent('run')) as { args: Json; selection: { test: string | null } }[];
    assert.deepEqual(run!.args, { receipt: 'one apple' });
    await page.locator('.metrics .status').getByText('completed').waitFor();
  });

  it('goes from first sight to an explanation with the keyboard alone', async () => {
    await open('state=idle');
    const focused = (): Promise<string> =>
      page.evaluate(() =>
        document.activeElement === document.body
          ? ''
          : (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''),
      );
    for (let i = 0; i < 12 && !/Play a recording/.test(await focused()); i++) await press('Tab');
    await press('Enter');
    assert.deepEqual(await sent('replay'), [{ type: 'replay', recording: '1', speed: 1 }]);
    await page.locator('.metrics .status').getByText('completed').waitFor();
    const treegrid = page.getByRole('treegrid', { name: 'Fields' });
    for (let i = 0; i < 20 && !(await treegrid.evaluate((at) => at.contains(document.activeElement))); i++)
      await press('Tab');
    for (let i = 0; i < 3; i++) await press('ArrowDown');
    assert.match(await page.locator('.row:focus').innerText(), /^\[0\]/);
    await press('Enter');
    assert.match(
      await page.getByRole('dialog').innerText(),
      /items\[0\] was held \d+ ms.*@@stream\.done on class ReceiptItem/s,
    );
    await press('F12');
    assert.equal((await sent('reveal')).length, 1);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).focus();
    await press('Enter');
    assert.equal(await page.getByRole('dialog').isVisible(), false);
    assert.match(await page.locator('.row:focus').innerText(), /^\[0\]/, 'the focus is back where it came from');
    await press('Enter');
    await press('Escape');
    assert.equal(await page.getByRole('dialog').isVisible(), false);
    const before = await rowNames();
    await press('ArrowLeft');
    assert.ok((await rowNames()).length < before.length, 'the row closes');
    await press(']');
    assert.equal(await page.locator('.problem.on').count(), 1);
    const chosen = (): Promise<string | null> => page.locator('.problem.on').getAttribute('data-key');
    const first = await chosen();
    const altGr = { key: ']', ctrlKey: true, altKey: true, bubbles: true };
    await page.evaluate((keys) => document.body.dispatchEvent(new KeyboardEvent('keydown', keys)), altGr);
    await painted();
    assert.notEqual(await chosen(), first, 'a bracket typed with AltGr is the same key');
  });

  it('shows why a function cannot be run, with a link to the place', async () => {
    await open('state=refused');
    assert.match(await page.locator('.banner').innerText(), /cannot be run:.*no client named “Missing”/s);
    await page.locator('.banner .link').click();
    assert.equal((await sent('reveal')).length, 1);
    assert.equal(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled(), true);
  });

  it('shows what a provider answered when it failed', async () => {
    await open('state=failed');
    assert.match(
      await page.locator('.banner').innerText(),
      /connection to api\.example\.com was lost.*What had arrived is kept/s,
    );
    await page.getByRole('tab', { name: 'Final' }).click();
    await painted();
    assert.match(await page.locator('.final').innerText(), /The run failed/);
    await page.getByText('What the provider answered').click();
    assert.match(await page.locator('.banner pre').innerText(), /Stam$/);
  });

  it('shows attempts that failed before the answer, with what had arrived', async () => {
    await open('state=retried');
    const lines = page.locator('.attempts .attempt');
    await lines.nth(1).waitFor();
    assert.equal(await lines.count(), 2);
    assert.match(
      await lines.nth(0).innerText(),
      /Attempt 1, Fast failed after 2\.10 s: The connection to.*waited 300 ms/s,
    );
    assert.match(await lines.nth(1).innerText(), /Attempt 2, Careful/);
    await lines.nth(0).getByText('had arrived').click();
    assert.match(await lines.nth(0).locator('pre').innerText(), /merchant/);
    assert.match(await page.locator('.metrics').innerText(), /completed/);
    await page.getByRole('tab', { name: 'Prompt' }).click();
    await painted();
    assert.match(await page.locator('.prompt').innerText(), /Careful \(anthropic\)/);
    await open('state=completed');
    assert.equal(await page.locator('.attempts').isVisible(), false);
  });

  it('shows what was asked, and plays a recording while another run is on screen', async () => {
    await open('state=completed');
    await page.getByRole('tab', { name: 'Prompt' }).click();
    await painted();
    assert.match(
      await page.locator('.prompt').innerText(),
      /FastModel \(openai, fast-model\).*system.*Extract the receipt/s,
    );
    await page.getByRole('tab', { name: 'Recordings' }).click();
    await page.getByRole('button', { name: /BigModel, Monday/ }).click();
    assert.deepEqual(await sent('replay'), [{ type: 'replay', recording: '3', speed: 1 }]);
    // Whose types were used.
    await page.locator('.metrics .types dd').getByText('of the project').waitFor();
    await page.locator('.metrics .status').getByText('completed').waitFor();
  });

  it('folds long lists, and a frame of the screen costs the same at the end of ten thousand frames', async () => {
    await open('state=idle');
    const { frames, changes } = await page.evaluate(async () => {
      const events = window.harness.events('endless');
      const changes: number[] = [];
      let changed = 0;
      const observer = new MutationObserver((records) => (changed += records.length));
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      // A hundred chunks for each painted frame: some six thousand a second.
      for (let i = 0; i < events.length; i += 100) {
        window.harness.post({ type: 'events', events: events.slice(i, i + 100) });
        await new Promise((resolve) => requestAnimationFrame(resolve));
        changes.push(changed);
        changed = 0;
      }
      observer.disconnect();
      return { frames: events.length, changes };
    });
    assert.ok(frames > 10_000, `${frames} frames`);
    const [early, late] = [Math.max(...changes.slice(0, 40)), Math.max(...changes.slice(-40))];
    assert.ok(early > 0 && late <= early, `up to ${late} changes of the page for a frame, ${early} at the beginning`);
    await page.locator('.metrics .status').getByText('completed').waitFor();
    const names = await rowNames();
    assert.ok(names.includes('[0 … 49]'), names.slice(0, 10).join());
    assert.ok((await page.locator('.row').count()) < 200, 'only rows on screen are elements');
    const slider = page.getByRole('slider', { name: 'Time' });
    await slider.focus();
    const step = await page.evaluate(async () => {
      let changed = 0;
      const observer = new MutationObserver((records) => (changed += records.length));
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      const at = document.querySelector('[role=slider]')!;
      for (let i = 0; i < 20; i++) {
        at.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      observer.disconnect();
      return changed / 20;
    });
    assert.ok(step > 0 && step < 200, `a step of the scrubber makes ${step} changes of the page`);
  });

  it('does nothing when nothing happens', async () => {
    await open('state=completed');
    await page.waitForTimeout(400);
    const frames = await page.evaluate(async () => {
      let asked = 0;
      const original = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => {
        asked++;
        return original(callback);
      };
      await new Promise((resolve) => setTimeout(resolve, 500));
      window.requestAnimationFrame = original;
      return asked;
    });
    assert.equal(frames, 0);
  });

  for (const width of [1400, 700, 360]) {
    it(`fits ${width} pixels without a scroll bar across`, async () => {
      await page.setViewportSize({ width, height: 860 });
      await open('state=live&at=2310');
      await page.waitForTimeout(100);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((at) => at.getBoundingClientRect().right > innerWidth + 0.5 && !at.closest('.rows, canvas'))
          .map((at) => at.className),
      );
      assert.ok(over <= 0, `${over} pixels too wide: ${wide.join()}`);
    });
  }
});
