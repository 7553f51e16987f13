import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {} from '../../webview/dev/dev';
import { browserPanel, ROOT } from './browserPanel';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** States of the panel, what is done to get there, and what is on screen then that is loaded when it is first asked for. */
const STATES: readonly (readonly [name: string, query: string, keys?: readonly string[], shows?: string])[] = [
  ['empty', 'state=idle&empty'],
  ['first open', 'state=idle'],
  ['live', 'state=live&at=2310'],
  ['done', 'state=completed'],
  ['held, explained', 'state=completed', [']', 'Enter'], '.details:not([hidden])'],
  ['raw text', 'state=completed', ['r']],
  ['arguments as JSON', 'state=completed', ['Tab', 'ArrowRight', 'ArrowRight', 'Enter'], '.args-editor'],
  ['several runs asked for', 'state=completed', ['Shift+Tab', 'End', 'Enter'], '.many-form'],
  ['zoomed and measured', 'state=completed', ['ArrowLeft', 'w', 'w', 'm', 'ArrowLeft']],
  ['characters, sorted', 'state=completed', ['x', 'o']],
  ['all keys', 'state=completed', ['?'], 'dialog.help[open]'],
  ['cancelled', 'state=cancelled'],
  ['failed', 'state=failed'],
  ['invalid', 'state=invalid'],
  ['retried', 'state=retried', [], '.attempt-lane'],
  ['two runs', 'state=completed&with=compare', [], '.compare-row'],
  ['several runs', 'state=completed&with=many', [], '.many-row .compare-name'],
  ['refused', 'state=refused'],
  ['a long list', 'state=huge'],
];

describe('accessibility in a browser', function () {
  this.timeout(60_000);
  const panel = browserPanel({ bypassCSP: true });

  for (const [name, query, keys, shows] of STATES) {
    it(`has no violation in any theme: ${name}`, async () => {
      const { page } = panel;
      await panel.open(query);
      // From then on the Tab key leads from region to region.
      await page.locator('[role=toolbar] [tabindex="-1"]').first().waitFor({ state: 'attached' });
      await panel.press(...(keys ?? []));
      if (shows) await page.locator(shows).first().waitFor();
      await page.evaluate(axe);
      const found: string[] = [];
      for (const theme of ['dark', 'light', 'hc', 'hc-light']) {
        await page.evaluate((wanted) => window.harness.wear(wanted), theme);
        await panel.painted();
        // A colour on its way to the next is none of a theme.
        await page.evaluate(async () => {
          const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
          await Promise.allSettled(changing.map(({ finished }) => finished));
        });
        const violations = await page.evaluate(async () => {
          const { axe: checker } = window as unknown as {
            axe: {
              run(
                options: unknown,
              ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
            };
          };
          // Landmarks of a whole page do not apply: the panel is a part of the editor's window.
          const { violations: all } = await checker.run({ rules: { region: { enabled: false } } });
          return all.map(
            (v) =>
              `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 100)} ${n.failureSummary.slice(0, 160)}`).join(' | ')}`,
          );
        });
        found.push(...violations.map((violation) => `${theme}: ${violation}`));
      }
      assert.deepEqual(found, []);
    });
  }

  it('reflows at 400 % zoom: nothing is lost to the side, everything can be reached', async () => {
    await panel.page.setViewportSize({ width: 350, height: 215 });
    for (const query of ['state=live&at=2310', 'state=failed', 'state=idle']) {
      await panel.open(query);
      const over = await panel.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(over <= 0, `${query}: ${over} pixels too wide`);
    }
    await panel.open('state=completed');
    for (const name of ['Filter fields', 'Order of fields']) {
      const field = panel.page.getByLabel(name);
      await field.scrollIntoViewIfNeeded();
      assert.ok(await field.isVisible(), name);
    }
  });

  it('keeps its marks in forced colours', async () => {
    await panel.page.emulateMedia({ forcedColors: 'active' });
    await panel.open('state=completed');
    const colours = await panel.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.row-marks')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<string>();
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 3]! > 200) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return seen.size;
    });
    assert.ok(colours > 1, 'something is drawn, in more than one colour');
  });

  it('moves nothing between reads when motion is reduced', async () => {
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    await panel.open('state=completed');
    await panel.page.getByLabel('Speed').selectOption('0.25');
    await panel.page.getByRole('slider', { name: 'Time' }).focus();
    await panel.press(' ');
    const places = new Set<string>();
    for (let i = 0; i < 12; i++) {
      places.add(await panel.page.locator('.scrubber').innerText());
      await panel.page.waitForTimeout(40);
    }
    assert.ok(places.size <= 4, [...places].join());
  });

  it('does nothing while it is hidden, and goes on when it is shown', async () => {
    await panel.open('state=live');
    await panel.page.getByText('ReceiptInfo', { exact: true }).waitFor();
    const ticks = await panel.page.evaluate(async () => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      let asked = 0;
      const original = window.setInterval;
      window.setInterval = ((...args: Parameters<typeof original>) => {
        asked++;
        return original(...args);
      }) as typeof original;
      await new Promise((done) => setTimeout(done, 300));
      const hidden = asked;
      Object.defineProperty(document, 'hidden', { value: false, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      return [hidden, asked];
    });
    assert.equal(ticks[0], 0);
  });

  it('is walked through with the keyboard alone: moving, measuring, filtering, playing, and the keys that do it', async () => {
    const { page } = panel;
    await panel.open('state=completed');
    const slider = page.getByRole('slider', { name: 'Time' });
    await slider.focus();
    await panel.press('Home', 'ArrowRight', 'ArrowRight', 'm', 'Shift+ArrowRight', 'Shift+ArrowRight', 'm');
    assert.match(await page.locator('.range-words').innerText(), /^\d+ ms · \d+ chars · \d+ chunks$/);
    await panel.press('w', 'w', ',');
    assert.match((await slider.getAttribute('aria-valuetext'))!, /snapshot/);
    await panel.press('0', 'x');
    assert.match((await slider.getAttribute('aria-valuetext'))!, /characters/);
    await panel.press('x', '/');
    const filter = page.getByRole('searchbox', { name: 'Filter fields' });
    const isFiltering = (): Promise<boolean> => filter.evaluate((at) => at === document.activeElement);
    assert.ok(await isFiltering());
    await page.keyboard.type('*name');
    await panel.painted();
    const names = await page.locator('.row .field-name').allInnerTexts();
    assert.equal(names.filter((name) => name === 'name').length, 3, names.join());
    await panel.press('Escape');
    assert.equal(await filter.inputValue(), '');
    await panel.press('Escape');
    assert.equal(await isFiltering(), false, 'a key is a command again');
    assert.ok((await page.locator('.row .field-name').allInnerTexts()).includes('total'));
    await panel.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await panel.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
    await page.getByLabel('Speed').selectOption('16');
    await slider.focus();
    await panel.press('End', ' ');
    await page.waitForFunction(() => document.querySelector('.steps [aria-label=Play]') !== null);
    assert.equal(await page.locator('.pill').isVisible(), false, 'it is at the end');
  });
});
