/** The list of problems in the real panel: what is minor is neither counted nor in the way, and one press away. */
import assert from 'node:assert/strict';
import type { RunEvent } from '../../protocol/run';
import type {} from '../../webview/dev/dev';
import { answerRun, returning } from '../support/answerRun';
import { browserPanel } from './browserPanel';

const TYPES = 'class Receipt {\n  total float\n  merchant string @stream.done\n  tax float\n}';
const TEXT = '{"total": 70.25, "merchant": "Index Bookshop, Paris", "tax": 12.125}';

describe('the list of problems in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  async function play(types: string, text: string): Promise<void> {
    const events = await answerRun({ baml: returning('Receipt', types), text, size: 3 });
    await panel.open('state=idle');
    await panel.page.evaluate((all) => window.harness.play(JSON.parse(all) as RunEvent[], 0), JSON.stringify(events));
    await panel.page.locator('.problems').waitFor();
  }
  const titles = (): Promise<string[]> => panel.page.locator('.problem .title').allInnerTexts();

  it('counts what matters; holds that come from the type are shown when asked for, after the others', async () => {
    await play(TYPES, TEXT);
    const { page } = panel;
    assert.equal(await page.locator('.problems .badge').innerText(), '1');
    assert.deepEqual(await titles(), ['merchant held 80 ms']);
    const fold = page.getByRole('button', { name: 'Show 2 minor holds' });
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    await fold.click();
    await panel.painted();
    assert.deepEqual(await titles(), ['merchant held 80 ms', 'total held 20 ms', 'tax held 20 ms']);
    assert.equal(await page.locator('.problems .badge').innerText(), '1');
    const hide = page.getByRole('button', { name: 'Hide 2 minor holds' });
    assert.ok(await hide.evaluate((at) => at === document.activeElement && at.ariaExpanded === 'true'));
    await panel.press('Enter');
    assert.deepEqual(await titles(), ['merchant held 80 ms']);
    // Steps go from problem to problem.
    await page.getByRole('slider', { name: 'Time' }).focus();
    for (let i = 0; i < 3; i++) await panel.press(']');
    assert.equal(
      await page
        .locator('.problem.on')
        .innerText()
        .then((text) => text.includes('merchant')),
      true,
    );
  });

  it('steps through minor holds where there is nothing else, and shows them', async () => {
    await play(TYPES.replace(' @stream.done', ''), TEXT);
    const { page } = panel;
    assert.equal(await page.locator('.problems .badge').isVisible(), false);
    await page.getByText('Nothing was held back for long').waitFor();
    await page.getByRole('slider', { name: 'Time' }).focus();
    await panel.press(']');
    assert.deepEqual(await titles(), ['total held 20 ms', 'tax held 20 ms']);
    assert.match(await page.locator('.problem.on').innerText(), /total held/);
  });
});
