/** Stop rules as they are written in the real panel. */
import assert from 'node:assert/strict';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('stop rules in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const rules = (): Promise<unknown> =>
    panel.page.evaluate(() => {
      const last = window.harness.sent.findLast((message) => message.type === 'select');
      return last?.type === 'select' ? last.selection.options?.stop : undefined;
    });

  it('a cost needs a price: it is asked for, and there is no rule until it is written', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    await page.getByRole('button', { name: /^Set up/ }).click();
    await page.getByRole('tab', { name: 'Stop rules' }).click();
    const price = page.getByLabel('Price of a million output tokens');
    await page.getByLabel('at a cost of about').check();
    assert.ok(await price.evaluate((at) => at === document.activeElement));
    assert.equal(await price.getAttribute('aria-invalid'), 'true');
    assert.deepEqual((await rules()) ?? [], []);
    await page.keyboard.type('12.5');
    await panel.painted();
    assert.equal(await price.getAttribute('aria-invalid'), null);
    assert.deepEqual(await rules(), [{ kind: 'cost', amount: 0.05, price: 12.5 }]);
    await page.getByLabel('Cost', { exact: true }).fill('0.2');
    assert.deepEqual(await rules(), [{ kind: 'cost', amount: 0.2, price: 12.5 }]);
    await page.getByLabel('at a cost of about').uncheck();
    assert.deepEqual((await rules()) ?? [], []);
  });
});
