/** The panel at 400 % zoom, or beside everything else: fields, problems, values and runs are lists, and one direction scrolls. */
import assert from 'node:assert/strict';
import { browserPanel } from './browserPanel';

describe('the panel as a list', function () {
  this.timeout(120_000);
  const panel = browserPanel({ viewport: { width: 320, height: 256 } });

  /** Words that are cut off: elements whose content is wider than they are. Choices of the browser show one of several, shortened. */
  const cut = (): Promise<string[]> =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('#app *')].flatMap((at) => {
        const { overflowX, textOverflow } = getComputedStyle(at);
        const hides = overflowX !== 'visible' || textOverflow === 'ellipsis';
        if (!hides || at.closest('.unseen, select, input, textarea') || at.clientWidth === 0) return [];
        return at.scrollWidth > at.clientWidth + 1
          ? [`${at.className}: ${at.textContent?.slice(0, 40) ?? ''} ${at.scrollWidth} > ${at.clientWidth}`]
          : [];
      }),
    );
  /** Pairs of entries that lie over each other. */
  const overlaps = (of: string): Promise<string[]> =>
    panel.page.evaluate((selector) => {
      const boxes = [...document.querySelectorAll<HTMLElement>(selector)].map((at) => at.getBoundingClientRect());
      return boxes.flatMap((box, i) => {
        const next = boxes[i + 1];
        return next && next.top < box.bottom - 1 ? [`${i}: ${box.bottom} then ${next.top}`] : [];
      });
    }, of);
  /** What scrolls by itself, other than the page. */
  const scrolls = (): Promise<string[]> =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('#app *')].flatMap((at) => {
        const { overflowX, overflowY } = getComputedStyle(at);
        const across = at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(overflowX);
        const down = at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(overflowY);
        return across || down ? [at.className] : [];
      }),
    );
  const across = (): Promise<number> =>
    panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  for (const [name, query, entries] of [
    ['a run', 'state=completed', ['.row.field', '.problem', '.value']],
    ['a run that failed', 'state=failed', ['.row.field', '.problem', '.banner, .timeline']],
    ['a run with two attempts', 'state=retried', ['.row.field', '.attempt']],
    ['two runs', 'state=completed&with=compare', ['.compare-row']],
    ['several runs', 'state=completed&with=many', ['.many-lane', '.many-row:not(.many-head)']],
    ['before any run', 'state=idle', ['.way', '.promise']],
  ] as const) {
    it(`cuts nothing off, lays nothing over another, scrolls one way: ${name}`, async () => {
      await panel.open(query);
      for (const of of entries) {
        await panel.page.locator(of).first().waitFor();
        assert.ok((await panel.page.locator(of).count()) > 1, of);
        assert.deepEqual(await overlaps(of), [], of);
      }
      assert.deepEqual([await cut(), await scrolls(), await across()], [[], [], 0]);
    });
  }

  for (const [tab, entries, inner] of [
    ['Diff', '.diff-line', ['snapshot-list']],
    ['UI', '.card-line', []],
    ['Final', '.final .value', []],
    ['Recordings', '.recording', []],
  ] as const) {
    it(`cuts nothing off in a tab: ${tab}`, async () => {
      await panel.open('state=completed');
      await panel.page.getByRole('tab', { name: tab, exact: true }).click();
      await panel.page.locator(entries).first().waitFor();
      assert.deepEqual([await overlaps(entries), await cut(), await across()], [[], [], 0]);
      // What came is a list of its own beside what it changed.
      assert.deepEqual(await scrolls(), inner);
    });
  }

  it('says in words what the marks show elsewhere, and keys lead from field to field', async () => {
    await panel.open('state=completed');
    const { page } = panel;
    const held = page.getByRole('row', { name: /^\[0\]/ });
    assert.match(await held.innerText(), /0\.88\s+0\.88[\s\S]*held 219 ms by @@stream\.done/);
    const named = await held
      .locator('.number')
      .evaluateAll((all) => all.map((at) => getComputedStyle(at, '::before').content));
    assert.deepEqual(named, ['"first "', '"complete "']);
    const words = await held.locator('.lane > span').boundingBox();
    assert.ok(words && words.width > 200 && words.height > 16, 'they are to be seen');
    await page.getByRole('row', { name: /^ReceiptInfo/ }).focus();
    await panel.press('ArrowDown', 'ArrowDown', 'ArrowDown');
    assert.match(await page.evaluate(() => document.activeElement!.textContent ?? ''), /^\[0\]/);
    const box = await held.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 256, 'the chosen one is on screen');
    await panel.press('Enter');
    const why = page.getByRole('dialog', { name: 'Why it was held' });
    await why.waitFor();
    const place = (await why.boundingBox())!;
    assert.ok(place.x >= 0 && place.x + place.width <= 320 && place.y >= 0 && place.y + place.height <= 256.5);
    await panel.press('Escape');
    await panel.press('ArrowLeft');
    assert.equal(await page.getByRole('row', { name: /^name/ }).count(), 0, 'it is closed');
  });

  it('is the grid again when there is room', async () => {
    await panel.open('state=completed');
    await panel.page.setViewportSize({ width: 1400, height: 860 });
    await panel.painted();
    await panel.painted();
    const heights = await panel.page
      .locator('.row.field')
      .evaluateAll((all) => [...new Set(all.map((at) => at.getBoundingClientRect().height))]);
    assert.deepEqual(heights, [22]);
    assert.deepEqual(await overlaps('.row.field'), []);
    assert.equal(await panel.page.locator('.flows').count(), 0);
  });
});
