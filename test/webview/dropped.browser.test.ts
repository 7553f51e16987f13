/** Items that the runtime leaves out of a list, in the real panel: said, counted, and shown in the text. */
import assert from 'node:assert/strict';
import type { RunEvent } from '../../protocol/run';
import type {} from '../../webview/dev/dev';
import { answerRun, returning } from '../support/answerRun';
import { browserPanel } from './browserPanel';

const TYPES = 'class Item {\n  name string\n  price float\n}\nclass Receipt {\n  items Item[]\n  total float\n}';
const LOST = '{"name": "b", "price": "unknown"}';
const TEXT = `{"items": [{"name": "a", "price": 1}, ${LOST}, {"name": "c", "price": 3}], "total": 4}`;

describe('dropped items in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('are a problem whose click shows their text, a figure of their list, and told with the final value', async () => {
    const events = await answerRun({ baml: returning('Receipt', TYPES), text: TEXT });
    await panel.open('state=idle');
    const { page } = panel;
    await page.evaluate((text) => window.harness.play(JSON.parse(text) as RunEvent[], 0), JSON.stringify(events));
    const problem = page.locator('.problem', { hasText: 'items[1] dropped' });
    await problem.waitFor();
    assert.match(await problem.innerText(), /price: the type wants float, the answer has "unknown"/);
    assert.match(await page.locator('.metrics .dropped').innerText(), /dropped\s+1/);
    const list = page.locator('.row.field', { hasText: /^items/ }).first();
    assert.equal(await list.locator('.count').innerText(), '×2, 1 dropped');
    assert.match((await list.textContent())!, /2 items, every .*, 1 item dropped/);
    const row = page.locator('.row.field[aria-description^="Dropped:"]');
    await row.waitFor();
    assert.match((await row.textContent())!, /^\[1\].*dropped/);

    await problem.click();
    const marked = page.locator('.raw-line .span');
    await panel.painted();
    assert.equal(await page.getByRole('tab', { name: 'Raw' }).getAttribute('aria-selected'), 'true');
    assert.ok((await marked.allInnerTexts()).join('').replaceAll('\n', '').includes(LOST));

    await page.getByRole('tab', { name: 'Final' }).click();
    const said = page.locator('.final-note');
    await said.locator('li').waitFor();
    assert.match(
      await said.innerText(),
      /1 item or entry of the answer does not fit and was dropped:\s*items\[1\]: price:/,
    );
  });
});
