/** An answer that does not fit its type, in the real panel: each value that is to blame is marked, with the reason. */
import assert from 'node:assert/strict';
import { browserPanel } from './browserPanel';

const WHY = 'the type requires it, and the answer has no text for it';

describe('a refused answer in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('has a row for what is missing, described for a screen reader and kept among the problems', async () => {
    await panel.open('state=invalid');
    const { page } = panel;
    const row = page.locator('.row[aria-description]', { hasText: 'paid' });
    await row.waitFor();
    assert.equal(await row.getAttribute('aria-description'), `Refused: ${WHY}.`);
    assert.match((await row.textContent())!, /missing/);
    assert.match(await page.locator('.problems').innerText(), /paid missing\s+the type requires it/);
    await page.getByLabel('Only problems').check();
    await panel.painted();
    assert.equal(await row.count(), 1);
    await row.click();
    await panel.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Why it was held' });
    await dialog.waitFor();
    assert.match(await dialog.innerText(), new RegExp(`Refused: ${WHY}\\.`));
  });

  it('tells under Final which values it is refused for, and where they are declared', async () => {
    await panel.open('state=invalid');
    const { page } = panel;
    await page.getByRole('tab', { name: 'Final' }).click();
    const line = page.locator('.final-note li');
    await line.waitFor();
    assert.match(await line.innerText(), new RegExp(`^paid: ${WHY}\\s+receipt\\.baml:16$`));
  });
});
