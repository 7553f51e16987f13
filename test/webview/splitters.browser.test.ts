/** Splitters between the regions of the panel, in a real Chromium: dragged, moved by keys, kept, and what they tell. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ToView } from '../../protocol/webview';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

const BESIDE = { width: 1280, height: 860 };
const STACKED = { width: 720, height: 860 };

/** Each layout with its splitters: the name, the region, and where a drag makes that larger. */
const LAYOUTS = [
  [
    BESIDE,
    [
      ['field names', '.timeline-head > .names', [1, 0]],
      ['problems', '.problems', [0, -1]],
      ['inspector', '.inspector:not([hidden])', [-1, 0]],
    ],
  ],
  [
    STACKED,
    [
      ['field names', '.timeline-head > .names', [1, 0]],
      ['problems', '.problems', [0, -1]],
      ['inspector', '.inspector:not([hidden])', [0, -1]],
    ],
  ],
] as const;

describe('splitters of the panel', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const { press } = panel;

  async function open(query = 'state=completed', size: { width: number; height: number } = BESIDE): Promise<void> {
    await panel.page.setViewportSize(size);
    await panel.open(query);
    await panel.page.locator('.splitter[aria-valuenow]').first().waitFor({ state: 'attached' });
    // What is loaded after the first paint takes its room: the list of problems, the legend.
    let before = '';
    for (let same = 0; same < 3;) {
      const now = await panel.page.evaluate(() =>
        ['.left', '.timeline', '.problems', '.legend', '.inspector']
          .map((at) => JSON.stringify(document.querySelector(at)?.getBoundingClientRect()))
          .join(),
      );
      same = now === before ? same + 1 : 0;
      before = now;
      await panel.painted();
    }
  }
  const splitter = (name: string): Locator => panel.page.getByRole('separator', { name: `Resize ${name}` });
  const number = async (name: string, of: 'min' | 'now' | 'max'): Promise<number> =>
    Number(await splitter(name).getAttribute(`aria-value${of}`));
  const told = (name: string): Promise<string | null> => splitter(name).getAttribute('aria-valuetext');
  /** The size of a region in the direction of its splitter, in pixels. */
  const sizeOf = async (region: string, across: boolean): Promise<number> => {
    const box = (await panel.page.locator(region).first().boundingBox())!;
    return Math.round(across ? box.width : box.height);
  };
  /** Presses a splitter and moves the pointer by so many pixels; the button stays down. */
  async function pull(name: string, x: number, y: number): Promise<void> {
    const { mouse } = panel.page;
    const box = (await splitter(name).boundingBox())!;
    const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(fromX, fromY);
    await mouse.down();
    await mouse.move(fromX + x, fromY + y, { steps: 3 });
    await panel.painted();
  }
  async function drag(name: string, x: number, y: number): Promise<void> {
    await pull(name, x, y);
    await panel.page.mouse.up();
    await panel.painted();
  }
  /** Gives the command of the editor. */
  async function reset(): Promise<void> {
    const message: ToView = { type: 'action', action: 'resetSizes' };
    await panel.page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), JSON.stringify(message));
    await panel.painted();
    await panel.painted();
  }
  /** What the editor was given to keep. */
  const kept = (): Promise<unknown> =>
    panel.page.evaluate(() => {
      window.dispatchEvent(new Event('pagehide'));
      return (JSON.parse(sessionStorage.getItem('state')!) as { look: { sizes: unknown } }).look.sizes;
    });

  for (const [size, all] of LAYOUTS) {
    describe(`${size.width} pixels wide`, () => {
      it('say what they are, what they resize and how far', async () => {
        await open(undefined, size);
        for (const [name, region, [x]] of all) {
          const across = x !== 0;
          assert.equal(await splitter(name).getAttribute('aria-orientation'), across ? 'vertical' : 'horizontal');
          const id = await splitter(name).getAttribute('aria-controls');
          assert.equal(await panel.page.locator(region).first().getAttribute('id'), id);
          const range = await Promise.all((['min', 'now', 'max'] as const).map((of) => number(name, of)));
          const [least, now, most] = range as [number, number, number];
          assert.equal(now, await sizeOf(region, across));
          assert.ok(least > 0 && least <= now && now <= most && least < most, `${name}: ${range.join()}`);
          assert.equal(await told(name), `${now} pixels ${across ? 'wide' : 'high'}, automatic`);
        }
      });

      it('are dragged, as far as every region keeps what it needs', async () => {
        await open(undefined, size);
        for (const [name, region, [x, y]] of all) {
          const across = x !== 0;
          const before = await sizeOf(region, across);
          await drag(name, 40 * x, 40 * y);
          assert.equal(await sizeOf(region, across), before + 40, name);
          assert.equal(await told(name), `${before + 40} pixels ${across ? 'wide' : 'high'}`);
          await drag(name, -9_000 * x, -9_000 * y);
          assert.equal(await sizeOf(region, across), await number(name, 'min'), name);
          await drag(name, 9_000 * x, 9_000 * y);
          assert.equal(await sizeOf(region, across), await number(name, 'max'), name);
          await reset();
        }
      });

      it('are moved by arrow keys, Home and End; Enter and a double click give the automatic size', async () => {
        await open(undefined, size);
        for (const [name, region, [x]] of all) {
          const across = x !== 0;
          const before = await sizeOf(region, across);
          await splitter(name).focus();
          const keys = across ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
          const [more, less] = (x > 0 ? keys : keys.toReversed()) as [string, string];
          const step = across ? 16 : 22;
          await press(more, more);
          assert.equal(await sizeOf(region, across), before + 2 * step, name);
          await press(`Shift+${more}`);
          assert.equal(await sizeOf(region, across), before + 7 * step, name);
          await press(less);
          assert.equal(await sizeOf(region, across), before + 6 * step, name);
          await press('Home');
          assert.equal(await sizeOf(region, across), await number(name, 'min'), name);
          await press(less);
          assert.equal(await sizeOf(region, across), await number(name, 'min'), name);
          await press('End');
          assert.equal(await sizeOf(region, across), await number(name, 'max'), name);
          await press('Enter');
          assert.equal(await sizeOf(region, across), before, name);
          assert.match((await told(name))!, /automatic$/);
          await press(more);
          assert.doesNotMatch((await told(name))!, /automatic$/);
          await splitter(name).dblclick();
          await panel.painted();
          assert.equal(await sizeOf(region, across), before, name);
          assert.deepEqual(await kept(), {});
        }
      });
    });
  }

  it('keep what was chosen when the page is another, for each layout its own', async () => {
    await open();
    await drag('field names', -50, 0);
    await drag('problems', 0, -44);
    await drag('inspector', -80, 0);
    const sizes = await kept();
    const regions = ['.timeline-head > .names', '.problems', '.inspector:not([hidden])'] as const;
    const boxes = (): Promise<unknown> =>
      Promise.all(regions.map((at) => panel.page.locator(at).first().boundingBox()));
    const before = await boxes();
    await open();
    assert.deepEqual(await boxes(), before);
    assert.deepEqual(await kept(), sizes);
    // Another run on screen changes nothing of it.
    await panel.page.getByRole('button', { name: 'Replay' }).click();
    await panel.painted();
    assert.deepEqual(await kept(), sizes);
    await panel.page.setViewportSize(STACKED);
    await panel.painted();
    assert.match((await told('inspector'))!, /high, automatic$/);
    assert.doesNotMatch((await told('problems'))!, /automatic$/);
  });

  it('ignore what was kept and is no size', async () => {
    await open();
    const before = await told('problems');
    await panel.page.addInitScript(() =>
      sessionStorage.setItem('state', JSON.stringify({ look: { sizes: { problems: 'x', names: -4 } } })),
    );
    await open();
    assert.equal(await told('problems'), before);
  });

  it('follow no press without a movement, and forget a drag that Escape ends', async () => {
    await open();
    await drag('problems', 0, 0);
    assert.deepEqual(await kept(), {});
    await pull('problems', 0, -60);
    const pulled = await number('problems', 'now');
    await press('Escape');
    await panel.page.mouse.move(300, 300);
    await panel.page.mouse.up();
    await panel.painted();
    assert.equal(await number('problems', 'now'), pulled - 60);
    assert.match((await told('problems'))!, /automatic$/);
  });

  it('leave keys that are not theirs to the panel', async () => {
    await open();
    const time = panel.page.getByRole('slider', { name: 'Time' });
    const before = await time.getAttribute('aria-valuetext');
    await splitter('problems').focus();
    await press('ArrowUp', 'Home', 'End');
    assert.equal(await time.getAttribute('aria-valuetext'), before);
    await press('ArrowLeft');
    assert.notEqual(await time.getAttribute('aria-valuetext'), before);
  });

  it('are all automatic again with one command', async () => {
    await open();
    for (const name of ['field names', 'problems', 'inspector']) {
      await splitter(name).focus();
      await press('Home');
      assert.doesNotMatch((await told(name))!, /automatic/);
    }
    await reset();
    for (const name of ['field names', 'problems', 'inspector']) assert.match((await told(name))!, /automatic$/);
    assert.deepEqual(await kept(), {});
  });

  it('can be hit by a pointer, and show themselves to it and to keys', async () => {
    const { page } = panel;
    for (const size of [BESIDE, STACKED]) {
      await open(undefined, size);
      for (const name of ['field names', 'problems', 'inspector']) {
        const box = (await splitter(name).boundingBox())!;
        assert.ok(Math.min(box.width, box.height) >= 4, `${box.width} × ${box.height}`);
        const hit = ([x, y]: readonly [number, number]): Promise<boolean> =>
          page.evaluate(([a, b]) => document.elementFromPoint(a!, b!)!.matches('.splitter'), [x, y]);
        // Every tenth of its length, in the middle of its breadth.
        for (let tenth = 1; tenth < 10; tenth++) {
          const at = [box.x + box.width / 2, box.y + box.height / 2] as [number, number];
          if (box.width > box.height) at[0] = box.x + (box.width * tenth) / 10;
          else at[1] = box.y + (box.height * tenth) / 10;
          assert.ok(await hit(at), `${name} at ${at.join()}`);
        }
        const colour = (): Promise<string> =>
          splitter(name).evaluate((at) => getComputedStyle(at, '::before').backgroundColor);
        const sash = await page.evaluate(() =>
          getComputedStyle(document.body).getPropertyValue('--vscode-sash-hoverBorder'),
        );
        assert.ok(sash);
        assert.equal(await colour(), 'rgba(0, 0, 0, 0)');
        await splitter(name).focus();
        await press('Shift');
        assert.notEqual(await colour(), 'rgba(0, 0, 0, 0)', `${name} with the focus`);
        await page.evaluate(() => (document.activeElement as HTMLElement).blur());
        await splitter(name).hover();
        await page.waitForFunction(
          (at) => getComputedStyle(at!, '::before').backgroundColor !== 'rgba(0, 0, 0, 0)',
          await splitter(name).elementHandle(),
        );
        await page.mouse.move(0, 0);
      }
    }
  });

  it('show themselves in forced colours', async () => {
    const { page } = panel;
    await page.emulateMedia({ forcedColors: 'active' });
    await open();
    await splitter('problems').focus();
    await press('ArrowUp');
    const [shown, wanted, ground] = await splitter('problems').evaluate((at) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'Highlight';
      const canvas = document.body.appendChild(document.createElement('i'));
      canvas.style.color = 'Canvas';
      return [
        getComputedStyle(at, '::before').backgroundColor,
        getComputedStyle(probe).color,
        getComputedStyle(canvas).color,
      ];
    });
    assert.equal(shown, wanted);
    assert.notEqual(shown, ground);
    await page.emulateMedia({ forcedColors: null });
  });

  it('resize the recordings before there is a run', async () => {
    await open('state=idle');
    assert.equal(await splitter('problems').count(), 0);
    const before = await sizeOf('.inspector:not([hidden])', true);
    await drag('recordings', -100, 0);
    assert.equal(await sizeOf('.inspector:not([hidden])', true), before + 100);
  });

  it('are there only where there is room to share out', async () => {
    const { page } = panel;
    const names = (): Promise<(string | null)[]> =>
      page.getByRole('separator').evaluateAll((all) => all.map((at) => at.getAttribute('aria-label')));
    await open(undefined, { width: 500, height: 900 });
    // The page scrolls: each region is as high as what it shows.
    assert.deepEqual(await names(), ['Resize field names']);
    const before = await sizeOf('.timeline-head > .names', true);
    await drag('field names', 60, 0);
    assert.equal(await sizeOf('.timeline-head > .names', true), before + 60);
    await page.setViewportSize({ width: 320, height: 800 });
    await panel.painted();
    // Fields are a list of words there.
    assert.deepEqual(await names(), []);
    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(wide! <= shown!, `${wide} in ${shown}`);
    await page.setViewportSize(BESIDE);
    await panel.painted();
    assert.deepEqual(await names(), ['Resize field names', 'Resize problems', 'Resize inspector']);
  });
});
