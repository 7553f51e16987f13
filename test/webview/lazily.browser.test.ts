/** Parts of the panel whose code does not come, and mistakes nobody waits for: in a real Chromium. */
import assert from 'node:assert/strict';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('a part of the panel that cannot be loaded', function () {
  this.timeout(60_000);
  const panel = browserPanel();

  /** Lets no file of the panel come, or none of that name. Gives how many were asked for, and how to let them come again. */
  async function offline(name = '*'): Promise<{ asked: () => number; end: () => Promise<void> }> {
    panel.allow(/Failed to load resource|net::ERR/);
    let asked = 0;
    const files = `**/webview-${name}.js`;
    await panel.page.route(files, (route) => {
      asked++;
      return route.abort();
    });
    return { asked: () => asked, end: () => panel.page.unroute(files) };
  }
  const errors = (): Promise<string[]> =>
    panel.page.evaluate(() => window.harness.sent.flatMap((m) => (m.type === 'error' ? [m.message] : [])));
  const apology = () => panel.page.getByText('This part of the panel could not be loaded.').filter({ visible: true });

  it('is asked for once, however often the panel is painted, and told once', async () => {
    await panel.open('state=completed');
    const { asked } = await offline();
    await panel.press('r');
    await apology().waitFor();
    const before = asked();
    const note = await apology().elementHandle();
    await panel.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    assert.equal(asked(), before);
    assert.ok(await note!.evaluate((at) => at.isConnected), 'what is said stays where it is');
    assert.equal((await errors()).length, 1);
  });

  it('comes when it is asked for again', async () => {
    await panel.open('state=completed');
    const { end } = await offline();
    await panel.press('r');
    await apology().waitFor();
    const again = panel.page.getByRole('button', { name: 'Try again' });
    const first = (await again.elementHandle())!;
    await again.click();
    await first.waitForElementState('hidden');
    await apology().waitFor();
    assert.ok(await again.evaluate((at) => at === document.activeElement), 'the focus stays where it was');
    assert.equal((await errors()).length, 1, 'told once');
    await end();
    await panel.page.getByRole('button', { name: 'Try again' }).click();
    await panel.page.locator('#pane-raw .raw-row').first().waitFor();
    assert.equal(await apology().count(), 0);
  });

  it('is asked for again when it was not needed in between', async () => {
    const { end } = await offline('occasional-*');
    await panel.open('state=completed');
    await apology().nth(1).waitFor();
    await panel.press('?');
    await apology().nth(2).waitFor();
    await panel.press('?');
    assert.equal(await apology().count(), 2, 'the banner and the problems are needed still, the help is not');
    await end();
    await panel.press('?');
    await panel.page.getByRole('dialog', { name: 'Keys' }).waitFor();
  });

  it('mistakes that nobody waits for are told to the editor', async () => {
    panel.allow(/nobody waits/);
    await panel.open('state=completed');
    await panel.page.evaluate(() => void Promise.reject(new Error('nobody waits')));
    await panel.painted();
    assert.deepEqual(await errors(), ['nobody waits']);
  });
});
