/** Where the parts of the panel stand: none lies over another, each has room, also where an error is long or the set-up is open. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { browserPanel } from './browserPanel';

/** Set to a folder to get pictures. */
const pictures = process.env['PICTURES'];

/** The parts, in the order of the screen. */
const PARTS = [
  '.bar',
  '.setup',
  '.metrics',
  '.banners',
  '.what-if',
  '.timeline-head',
  '.rows',
  '.problems > h2',
  '.problem-list',
  '.legend',
  '.inspector-head',
  '.inspector > .tabs',
  '.pane:not([hidden])',
  '.transport',
];
const SIZES = [
  [1600, 950],
  [1280, 720],
  [900, 600],
  [620, 850],
  [780, 1040],
  [500, 800],
] as const;

describe('the parts of the panel in a browser', function () {
  this.timeout(240_000);
  const panel = browserPanel();

  /** Pairs of parts that lie over each other, parts without height or out of reach, and what has no room. */
  const faults = (): Promise<string[]> =>
    panel.page.evaluate((parts) => {
      const app = document.querySelector('#app')!;
      const page = document.documentElement;
      const end = app.getBoundingClientRect().top - 0.5 + Math.max(app.scrollHeight, page.scrollHeight);
      const boxes = parts.flatMap((part) => {
        const at = document.querySelector<HTMLElement>(part);
        return at?.checkVisibility() ? [{ part, box: at.getBoundingClientRect() }] : [];
      });
      const found = boxes.flatMap(({ part, box }, i) => [
        ...boxes.slice(i + 1).flatMap((other) => {
          const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          return high > 1 && wide > 1 ? [`${part} and ${other.part} share ${wide} × ${high}`] : [];
        }),
        ...(box.height < 20 ? [`${part} is ${box.height} high`] : []),
        ...(box.bottom > end + 1.5 ? [`${part} ends at ${box.bottom}, the page at ${end}`] : []),
      ]);
      const rows = document.querySelector('.rows')!.clientHeight;
      return rows < 66 ? [...found, `${rows} pixels for rows`] : found;
    }, PARTS);
  const picture = async (name: string): Promise<void> => {
    if (pictures) await panel.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  const themes = pictures ? ['dark', 'light'] : ['dark'];

  for (const [width, height] of SIZES) {
    it(`have room for an error of 20 KB, ${width} × ${height}`, async () => {
      const { page } = panel;
      await page.setViewportSize({ width, height });
      for (const theme of themes) {
        await panel.open(`state=unfit&theme=${theme}`);
        await page.locator('.banner').waitFor();
        assert.deepEqual(await faults(), []);
        const banner = page.locator('.banner');
        assert.match(
          await banner.innerText(),
          /Failed to coerce value….*paid: the type requires it.*and 2 more values.*What the runtime says/s,
        );
        assert.ok((await banner.boundingBox())!.height < 260, `${(await banner.boundingBox())!.height} high`);
        assert.ok(!/ParsingError/.test(await page.locator('.problems').innerText()));
        await picture(`unfit-${width}-${theme}`);
        await page.getByRole('tab', { name: 'Final' }).click();
        await panel.painted();
        await page.locator('.final-note li').first().waitFor();
        assert.deepEqual(await faults(), []);
        await picture(`unfit-final-${width}-${theme}`);
        await banner.getByText('What the runtime says').click();
        await panel.painted();
        assert.match(await banner.locator('pre').innerText(), /ParsingError \{ scope/);
        assert.deepEqual(await faults(), []);
        assert.ok((await banner.locator('pre').boundingBox())!.height <= 160);
        await picture(`unfit-open-${width}-${theme}`);
      }
    });

    it(`have room while the run is set up, ${width} × ${height}`, async () => {
      const { page } = panel;
      await page.setViewportSize({ width, height });
      for (const theme of themes) {
        await panel.open(`state=cancelled&theme=${theme}`);
        const setUp = page.getByRole('button', { name: /^Set up/ });
        // It stays open while the page is another.
        if ((await setUp.getAttribute('aria-expanded')) !== 'true') await setUp.click();
        for (const tab of ['Arguments', 'Tags', 'Environment', 'Stop rules', 'Bring an answer']) {
          await page.getByRole('tab', { name: tab }).click();
          await panel.painted();
          assert.deepEqual(await faults(), [], tab);
          await picture(`setup-${tab}-${width}-${theme}`);
        }
      }
    });
  }

  it('do not scroll where there is room for all', async () => {
    const { page } = panel;
    for (const [width, height] of [...SIZES.slice(0, 2), [900, 660], [700, 860]] as const) {
      await page.setViewportSize({ width, height });
      for (const query of [
        'state=completed',
        'state=idle',
        'state=completed&with=compare',
        'state=completed&with=many',
      ]) {
        await panel.open(query);
        await page.waitForTimeout(100);
        const over = await page.evaluate(() => {
          const app = document.querySelector('#app')!;
          return [app.scrollHeight - app.clientHeight, app.scrollWidth - app.clientWidth];
        });
        assert.deepEqual(over, [0, 0], `${query} at ${width} × ${height}`);
      }
    }
  });

  it('have room for the lanes of attempts that failed', async () => {
    const { page } = panel;
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await panel.open('state=retried');
      await page.locator('.attempt-lane').first().waitFor();
      await panel.painted();
      assert.deepEqual(await faults(), [], `${width} × ${height}`);
    }
  });

  it('keep the chosen row in sight when something takes their room', async () => {
    const { page } = panel;
    await page.setViewportSize({ width: 1280, height: 900 });
    await panel.open('state=completed');
    const rows = page.locator('.rows');
    const inSight = (): Promise<boolean> =>
      page.evaluate(() => {
        const [row, around] = ['.row.on', '.rows'].map((at) => document.querySelector(at)!.getBoundingClientRect());
        return row!.top >= around!.top - 1 && row!.bottom <= around!.bottom + 1;
      });
    await page
      .locator('.row.field')
      .last()
      .click({ position: { x: 120, y: 10 } });
    await panel.painted();
    assert.ok(await inSight());
    const before = (await rows.boundingBox())!.height;
    await page.getByRole('button', { name: /^Set up/ }).click();
    await page.locator('.setup').waitFor();
    await panel.painted();
    assert.ok((await rows.boundingBox())!.height < before - 40, 'the rows have less room');
    assert.ok(await inSight(), 'and the chosen one is there');
    // Scrolled away from it: then it is not what a person looks at.
    await rows.evaluate((at) => (at.scrollTop = 0));
    await panel.painted();
    assert.ok(!(await inSight()));
    await page.setViewportSize({ width: 1280, height: 880 });
    await panel.painted();
    assert.equal(await rows.evaluate((at) => at.scrollTop), 0);
  });

  it('show titles of problems whole while there is room, and where they are cut', async () => {
    const { page } = panel;
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await panel.open('state=unfit');
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.problem > .title')].flatMap((at) => {
          const { display, textOverflow } = getComputedStyle(at);
          const isTold = display === 'block' && textOverflow === 'ellipsis';
          const share = at.offsetWidth / at.parentElement!.offsetWidth;
          return isTold && (at.scrollWidth <= at.clientWidth || share > 0.3) ? [] : [at.innerText];
        }),
      );
      assert.deepEqual(cut, [], `${width} × ${height}`);
    }
  });
});
