/** A replay at another speed than it began with, in the real panel. */
import assert from 'node:assert/strict';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('the speed of a replay in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('can be changed while it goes on; the scrubber moves on from where it was', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    const speed = page.getByLabel('Speed');
    await speed.selectOption('0.25');
    await page.getByRole('button', { name: /^Replay/ }).click();
    await page.locator('.metrics .status').getByText('replaying').waitFor();
    await speed.selectOption('0.5');
    await page.locator('.metrics .status').getByText('completed').waitFor();
    const pause = page.getByRole('button', { name: 'Pause' });
    await pause.waitFor();
    const place = (): Promise<number> =>
      page.locator('[role=slider]').evaluate((at) => Number(at.getAttribute('aria-valuenow')));
    const before = await place();
    assert.ok(before < 40, `it goes on near its beginning, not at ${before}`);
    await page.waitForFunction(
      (from) => Number(document.querySelector('[role=slider]')!.getAttribute('aria-valuenow')) > from + 10,
      before,
    );
    await speed.selectOption('16');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const asked = await page.evaluate(() => window.harness.sent.filter(({ type }) => type === 'replay'));
    assert.deepEqual(asked, [
      { type: 'replay', recording: null, speed: 0.25 },
      { type: 'replay', recording: null, speed: 0 },
    ]);
  });
});
