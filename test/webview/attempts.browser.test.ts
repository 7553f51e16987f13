/** Attempts of a run in the real panel: each has its lane, and fields say which of them they are from. */
import assert from 'node:assert/strict';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('attempts in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('that failed have a lane each; the one that counts is named beside its phases', async () => {
    await panel.open('state=retried');
    const { page } = panel;
    const lane = page.locator('.attempt-lane');
    await lane.waitFor();
    assert.match(await lane.innerText(), /^attempt 1, Fast\s+587\s+failed$/);
    assert.match((await lane.getAttribute('title'))!, /The connection to api\.example\.com was lost/);
    assert.match(await page.locator('.head-line.phases').innerText(), /^attempt 2, Careful/);
    // Names and drawing stand side by side.
    const canvas = (await page.locator('.attempt-marks').boundingBox())!;
    const name = (await lane.boundingBox())!;
    assert.deepEqual([canvas.y, canvas.height], [name.y, name.height]);
    const head = (await page.locator('.timeline-head').boundingBox())!;
    const names = (await page.locator('.timeline-head .names').boundingBox())!;
    assert.equal(names.height, head.height);
    const drawn = await page.locator('.attempt-marks').evaluate((at: HTMLCanvasElement) => {
      const { data } = at.getContext('2d')!.getImageData(0, 0, at.width, at.height);
      return data.some((value, i) => i % 4 === 3 && value > 200);
    });
    assert.ok(drawn);
  });

  it('are told on each field, in its explanation, and to a screen reader', async () => {
    await panel.open('state=retried');
    const { page } = panel;
    const row = page.getByRole('row', { name: /^merchant/ });
    await page.locator('.attempt-lane').waitFor();
    assert.match((await row.textContent())!, /from attempt 2, Careful, attempt 1 had shown it from \d+ ms to 2\.10 s/);
    await row.click();
    await panel.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Why it was held' });
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /From attempt 2, Careful; attempt 1 had shown it from \d+ ms to 2\.10 s\./);
  });

  it('are nothing on screen where there was one', async () => {
    await panel.open('state=completed');
    assert.equal(await panel.page.locator('.attempt-lane').count(), 0);
    assert.equal(await panel.page.locator('.head-line.phases').innerText(), 'phases');
    assert.doesNotMatch((await panel.page.getByRole('row', { name: /^merchant/ }).textContent())!, /attempt/);
  });

  it('an oddity of the runtime is described on its row', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    await page.evaluate(() => {
      const { harness } = window;
      const { run } = harness.events('completed')[0]!;
      const note = { quirk: 'escape-tail', advice: 'better', happens: 'An escape is shown.', path: ['note'] } as const;
      harness.post({ type: 'quirks', run, quirks: [{ ...note, from: 100, to: 110, chars: 4 }] });
    });
    const row = page.getByRole('row', { name: /^note/ });
    await page.waitForFunction(() => document.querySelector('[aria-description]') !== null);
    assert.equal(await row.getAttribute('aria-description'), 'Runtime quirk escape-tail: An escape is shown.');
    assert.equal(await page.getByRole('row', { name: /^merchant/ }).getAttribute('aria-description'), null);
  });
});
