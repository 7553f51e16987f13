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

  it('have room whatever somebody gave to one of them, also when the window has become smaller since', async () => {
    const { page } = panel;
    const names = ['field names', 'problems', 'inspector'];
    const least = (): Promise<number> =>
      page.evaluate(() => {
        const plot = document.querySelector('.plot-head')!;
        return plot.checkVisibility() ? plot.clientWidth : Infinity;
      });
    for (const [state, key] of [
      ['completed', 'End'],
      ['retried', 'Home'],
    ] as const) {
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await panel.open(`state=${state}`);
        await page.locator('.splitter[aria-valuenow]').first().waitFor({ state: 'attached' });
        await panel.press('Escape');
        // The first of them takes what it can, then the others take from it.
        for (const name of [...names, ...names.toReversed()]) {
          const splitter = page.getByRole('separator', { name: `Resize ${name}` });
          if ((await splitter.count()) === 0) continue;
          await splitter.focus();
          await panel.press(key);
          assert.deepEqual(await faults(), [], `${state}, ${name}, ${key}, ${width} × ${height}`);
          assert.ok((await least()) >= 160, `${await least()} for the plot at ${width} × ${height}`);
        }
        await picture(`own-${state}-${key}-${width}`);
        // What was chosen stays chosen.
        for (const [otherWidth, otherHeight] of SIZES) {
          await page.setViewportSize({ width: otherWidth, height: otherHeight });
          await panel.painted();
          const where = `${state}, ${key} at ${width} × ${height}, then ${otherWidth} × ${otherHeight}`;
          assert.deepEqual(await faults(), [], where);
          assert.ok((await least()) >= 160, where);
        }
      }
    }
  });

  it('leave ten rows to be seen beside an editor in a window of 1600 × 950, also in a wide font, and some problems', async () => {
    const { page } = panel;
    for (const state of ['completed', 'huge']) {
      // So high is the panel there.
      for (const width of [620, 720, 800, 950, 1400, 1600]) {
        await page.setViewportSize({ width, height: 853 });
        await panel.open(`state=${state}`);
        await page.locator('.problem').first().waitFor();
        for (const spacing of ['0', '0.9px']) {
          await page.evaluate((wide) => document.body.style.setProperty('letter-spacing', wide), spacing);
          await panel.painted();
          const { rows, problems, all } = await page.evaluate(() => ({
            rows: document.querySelector('.rows')!.clientHeight / 22,
            problems: document.querySelector('.problem-list')!.clientHeight / 22,
            all: Number(document.querySelector('.problems .badge')!.textContent),
          }));
          const where = `${state}, ${width} wide, letters ${spacing} apart`;
          assert.ok(rows >= 10, `${rows} rows, ${where}`);
          assert.ok(problems >= Math.min(all, 2), `${problems} of ${all} problems, ${where}`);
        }
      }
    }
  });

  it('cut no label of the run bar and of the footer beside free space', async () => {
    const { page } = panel;
    for (const width of [1600, 1280, 1000, 900, 780, 700, 620, 561, 500, 440, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await panel.open('state=completed');
      await panel.painted();
      const cut = await page.evaluate(() => {
        const bar = document.querySelector('.bar')!;
        const free = bar.querySelector<HTMLElement>('.grow')!.offsetWidth;
        const canvas = document.createElement('canvas').getContext('2d')!;
        const widthOf = (at: Element, text: string): number => {
          canvas.font = getComputedStyle(at).font;
          return canvas.measureText(text).width;
        };
        /** As wide as its text wants it. */
        const wanted = (at: HTMLElement): number => {
          const copy = at.cloneNode(true) as HTMLElement;
          copy.style.cssText = 'position:absolute;width:max-content;max-width:none;visibility:hidden';
          at.after(copy);
          const { offsetWidth } = copy;
          copy.remove();
          return offsetWidth;
        };
        const selects = [...document.querySelectorAll<HTMLElement>('.bar select, .transport select')];
        const filter = document.querySelector<HTMLInputElement>('.filter')!;
        return [
          ...selects.flatMap((at) =>
            at.offsetWidth + 1 < wanted(at) && free > 2 ? [`${at.title} has ${at.offsetWidth} of ${wanted(at)}`] : [],
          ),
          ...(filter.clientWidth - 16 < widthOf(filter, filter.placeholder) ? [`filter: ${filter.clientWidth}`] : []),
          ...[...document.querySelectorAll<HTMLElement>('.transport :is(button, label)')].flatMap((at) =>
            at.scrollWidth > at.clientWidth + 1 ? [at.textContent] : [],
          ),
        ];
      });
      assert.deepEqual(cut, [], `${width} wide`);
    }
  });

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
    await page.setViewportSize({ width: 1280, height: 660 });
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
    await page.setViewportSize({ width: 1280, height: 650 });
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
