/** Stop rules as they are written in the real panel. */
import assert from 'node:assert/strict';
import type { ToView } from '../../protocol/webview';
import { unfinishedWords } from '../../protocol/unfinishedRules';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('stop rules in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const post = async (message: ToView): Promise<void> => {
    await panel.page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), JSON.stringify(message));
    await panel.painted();
  };
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
    const price = page.getByLabel('Price per million output tokens, in any currency');
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

  it('one that lacks something goes with the choice, so that nothing is run; what it lacks is asked for where it is written', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    await page.getByRole('button', { name: /^Set up/ }).click();
    await page.getByRole('tab', { name: 'Stop rules' }).click();
    await page.getByLabel('at a cost of about').check();
    const options = await page.evaluate(() => {
      const last = window.harness.sent.findLast((message) => message.type === 'select');
      return last?.type === 'select' ? last.selection.options : undefined;
    });
    assert.deepEqual(options, { tags: [], stop: [], unfinished: [{ kind: 'cost', lacks: 'price' }] });
    // Closed, as if it had been forgotten: what the editor says opens it again.
    await page.getByRole('button', { name: /^Set up/ }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).focus();
    await post({ type: 'command', command: 'editStopRules' });
    await post({ type: 'notice', severity: 'error', message: unfinishedWords(options)! });
    const price = page.getByLabel('Price per million output tokens, in any currency');
    assert.ok(await price.evaluate((at) => at === document.activeElement));
    assert.equal(await price.getAttribute('aria-invalid'), 'true');
    assert.match(
      await page.getByRole('alert').innerText(),
      /Nothing was run\. The stop rule “at a cost” is ticked and lacks the price per million output tokens, in any currency\./,
    );
    await price.fill('0');
    assert.equal(await price.getAttribute('aria-invalid'), 'true', 'nothing costs nothing');
    await price.fill('10');
    await panel.painted();
    assert.deepEqual(await rules(), [{ kind: 'cost', amount: 0.05, price: 10 }]);
    await post({ type: 'notice', severity: 'error', message: 'Something else.' });
    assert.ok(await price.evaluate((at) => at === document.activeElement));
  });

  it('one that lacks something is not ticked for another choice', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    await page.getByRole('button', { name: /^Set up/ }).click();
    await page.getByRole('tab', { name: 'Stop rules' }).click();
    const cost = page.getByLabel('at a cost of about');
    await cost.check();
    assert.ok(await cost.isChecked());
    await post({
      type: 'select',
      selection: {
        function: 'ExtractReceipt',
        project: 'file:///project',
        test: 'BlurryScan',
        args: null,
        client: null,
      },
    });
    assert.ok(!(await cost.isChecked()));
  });
});
