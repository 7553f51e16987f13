/** Tab stops of the panel, walked through in a real Chromium: one for each region, arrows inside, and a focus that is never lost. */
import assert from 'node:assert/strict';
import type { FromView, ToView } from '../../protocol/webview';
import type {} from '../../webview/dev/dev';
import { manyRuns, RECORDINGS } from '../../webview/dev/scenarios';
import { browserPanel } from './browserPanel';

describe('tab stops of the panel', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const { press } = panel;

  /** Opens a state; where the Tab key leads is known a moment after the first paint. */
  async function open(query: string): Promise<void> {
    await panel.open(query);
    await panel.page.locator('[role=toolbar] [tabindex="-1"]').first().waitFor({ state: 'attached' });
  }
  /** What has the focus, and the region it is in: `Run: Function`. `nothing` when that is the page. */
  const focused = (): Promise<string> =>
    panel.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'nothing';
      const named = (one: Element): string =>
        one.getAttribute('aria-label') ?? (one.closest('label') ?? one).textContent.trim();
      const region = at.parentElement?.closest('[role=toolbar],[role=tablist],[role=treegrid],[role=tree],[role=list]');
      const name = at.matches('[role=row],[role=treeitem],[role=listitem]') ? at.getAttribute('role')! : named(at);
      return region ? `${region.getAttribute('aria-label')}: ${name}` : name;
    });
  /** Everything the Tab key comes to, from the beginning of the panel, or backwards from its end. */
  async function walk(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string[]> {
    const stops: string[] = [];
    for (;;) {
      await press(key);
      const at = await focused();
      // Beyond the last one is the page, or the first one again.
      if (at === 'nothing' || at === stops[0]) return stops;
      stops.push(at);
      assert.ok(stops.length < 60, stops.join('\n'));
    }
  }
  const sent = <T extends FromView['type']>(type: T): Promise<FromView[]> =>
    panel.page.evaluate((t) => window.harness.sent.filter((m) => m.type === t), type);
  const post = async (message: ToView): Promise<void> => {
    await panel.page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), JSON.stringify(message));
    await panel.painted();
  };
  const regionOf = (stop: string): string => stop.slice(0, Math.max(0, stop.indexOf(': '))) || stop;

  const DONE = [
    'Run: Function',
    'Fields: row',
    'Time',
    'Resize field names',
    'Resize problems',
    'Show 1 minor hold',
    'Problems: listitem',
    'Resize inspector',
    'Inspector: Tree',
    'Snapshot: treeitem',
    'Player: Start',
    'Fields shown: Only problems',
    'Recording: Keys',
  ];

  it('are one for each region, in the order of the screen', async () => {
    await open('state=completed');
    assert.deepEqual(await walk(), DONE);
    assert.deepEqual(await walk('Shift+Tab'), DONE.toReversed());
  });

  for (const [query, keys] of [
    ['state=idle', []],
    ['state=live&at=2310', []],
    ['state=failed', ['r']],
    ['state=retried', ['d']],
    ['state=refused', []],
    ['state=invalid', ['t']],
    ['state=completed&with=many', []],
  ] as const) {
    it(`are at most one for each region: ${query}`, async () => {
      await open(query);
      await press(...keys);
      await panel.page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const regions = (await walk()).map(regionOf);
      assert.deepEqual(regions, [...new Set(regions)]);
    });
  }

  it('arrows lead through a toolbar and around it, Home and End to its ends; time stands still meanwhile', async () => {
    await open('state=completed');
    const time = panel.page.getByRole('slider', { name: 'Time' });
    const before = await time.getAttribute('aria-valuetext');
    await panel.page.getByRole('button', { name: 'Start' }).focus();
    const seen: string[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowLeft']) {
      await press(key);
      seen.push((await focused()).replace('Player: ', ''));
    }
    const last = 'What the program receives';
    assert.deepEqual(seen, ['Previous change', 'Play', last, 'Start', last, 'Start', last]);
    assert.equal(await time.getAttribute('aria-valuetext'), before);
    // The region is come back to where it was left.
    await press('Shift+Tab', 'Tab');
    assert.equal(await focused(), `Player: ${last}`);
    // Keys that mean nothing to a toolbar stay what they are.
    await press('Shift+ArrowLeft');
    assert.notEqual(await time.getAttribute('aria-valuetext'), before);
    assert.equal(await focused(), `Player: ${last}`);
  });

  it('who clicks a button goes on moving in time with the arrows', async () => {
    await open('state=completed');
    await panel.page.getByRole('button', { name: 'Previous change' }).click();
    const time = panel.page.getByRole('slider', { name: 'Time' });
    const before = await time.getAttribute('aria-valuetext');
    await press('ArrowLeft');
    assert.notEqual(await time.getAttribute('aria-valuetext'), before);
    assert.equal(await focused(), 'Player: Previous change');
  });

  it('a choice keeps up and down, a text its own arrows until its ends', async () => {
    await open('state=completed');
    await press('/');
    assert.equal(await focused(), 'Fields shown: Filter fields');
    await panel.page.keyboard.type('ab');
    await press('ArrowLeft');
    assert.equal(await focused(), 'Fields shown: Filter fields', 'in the text');
    await press('ArrowLeft', 'ArrowLeft');
    assert.equal(await focused(), 'Fields shown: Order of fields', 'at its beginning');
    const order = panel.page.getByRole('combobox', { name: 'Order of fields' });
    const was = await order.inputValue();
    await press('ArrowDown');
    assert.notEqual(await order.inputValue(), was);
    assert.equal(await focused(), 'Fields shown: Order of fields');
    await press('ArrowLeft');
    assert.equal(await focused(), 'Fields shown: Only problems');
    await press(' ');
    assert.ok(await panel.page.getByRole('checkbox', { name: 'Only problems' }).isChecked());
  });

  it('leaving the filter leads to the fields', async () => {
    await open('state=completed');
    await press('/', 'Escape');
    assert.equal(await focused(), 'Fields: row');
  });

  it('Stop has the focus while what Run began goes on, and gives it back; a key held down does not press it', async () => {
    await open('state=completed');
    await panel.page.getByRole('button', { name: 'Run', exact: true }).focus();
    await panel.page.keyboard.down('Enter');
    await panel.page.waitForFunction(() => document.activeElement?.classList.contains('stop'));
    await panel.page.keyboard.down('Enter');
    await panel.page.keyboard.up('Enter');
    await panel.painted();
    assert.deepEqual(await sent('cancel'), []);
    await panel.page.locator('.field-name', { hasText: 'items' }).waitFor();
    await press('Enter');
    await panel.page.locator('.metrics .status').getByText('cancelled').waitFor();
    await panel.painted();
    assert.equal((await sent('cancel')).length, 1);
    assert.equal(await focused(), 'Run: Run');
  });

  it('takes the focus from no other window: what happened there is made good when the person comes back', async () => {
    await open('state=completed');
    await panel.page.getByRole('button', { name: 'Run', exact: true }).focus();
    await press('Enter');
    await panel.page.waitForFunction(() => document.activeElement?.classList.contains('stop'));
    await panel.page.evaluate(() => {
      document.hasFocus = () => false;
      HTMLElement.prototype.focus = () => document.body.classList.add('taken');
    });
    await panel.page.locator('.metrics .status').getByText('completed').waitFor();
    await panel.painted();
    assert.equal(await panel.page.locator('body.taken').count(), 0);
    await panel.page.evaluate(() => {
      Reflect.deleteProperty(document, 'hasFocus');
      window.dispatchEvent(new Event('focus'));
    });
    assert.equal(await panel.page.locator('body.taken').count(), 1);
  });

  it('what is switched off or goes away hands the focus on', async () => {
    await open('state=completed');
    await press('w');
    await panel.page.getByRole('button', { name: 'Fit the whole run' }).focus();
    await press('Enter');
    assert.equal(await focused(), 'Player: What the program receives', 'nothing is left to fit');
    const say = (message: string): Promise<void> => post({ type: 'notice', severity: 'info', message });
    await say('First.');
    const dismiss = panel.page.getByRole('button', { name: 'Dismiss' });
    await dismiss.focus();
    await say('Second.');
    await panel.page.getByText('Second.').waitFor();
    assert.equal(await focused(), 'Messages: Dismiss', 'drawn anew');
    await press('Enter');
    await dismiss.waitFor({ state: 'detached' });
    assert.equal(await focused(), 'Fields: row');
  });

  it('a recording that is deleted hands the focus to the next one', async () => {
    await open('state=idle');
    const { page } = panel;
    const rows = page.locator('[data-recording]');
    await rows.first().getByRole('button').first().focus();
    await press('ArrowDown', 'ArrowRight');
    const ids = await rows.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['recording']));
    const here = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement).dataset['stop']);
    const at = await here();
    assert.ok(at?.startsWith(`${ids[1]} `), at);
    const without = (...gone: (string | undefined)[]): Promise<void> =>
      post({ type: 'recordings', recordings: RECORDINGS.filter(({ id }) => !gone.includes(id)) });
    await without(ids[0]);
    assert.equal(await here(), at, 'the same one, drawn anew');
    await without(ids[0], ids[1]);
    assert.ok((await here())?.startsWith(`${ids[2]} `), await focused());
    await press('Home');
    assert.match(await focused(), /^Clear/);
  });

  it('what took the place of the timeline gives the focus back to the fields', async () => {
    await open('state=completed&with=compare');
    await panel.page.locator('.compare-row').first().waitFor();
    await panel.page.waitForFunction(() => document.activeElement?.matches('.compare .rows'));
    await press('Escape');
    await panel.painted();
    assert.equal(await focused(), 'Fields: row');
  });

  it('what asks how often to run gives the focus back to its button', async () => {
    await open('state=completed');
    await panel.page.getByRole('button', { name: 'Run ×N…' }).focus();
    await press('Enter');
    await panel.page.waitForFunction(() => document.activeElement?.matches('.many-times'));
    await press('Tab', 'Escape');
    await panel.painted();
    assert.equal(await focused(), 'Recording: Run ×N…');
  });

  it('a click on a label, and a key after it, mean what they mean elsewhere', async () => {
    await open('state=completed');
    await panel.page.getByText('Only problems').click();
    const time = panel.page.getByRole('slider', { name: 'Time' });
    const before = await time.getAttribute('aria-valuetext');
    await press('ArrowLeft');
    assert.notEqual(await time.getAttribute('aria-valuetext'), before);
    await press('/', 'ArrowLeft');
    assert.equal(await focused(), 'Fields shown: Order of fields', 'came to by a key');
  });

  it('Esc cancels several runs whose view has not come, and closes nothing unseen', async () => {
    await open('state=completed');
    panel.allow(/Failed to load resource|net::ERR/);
    await panel.page.route('**/webview-elsewhere-*.js', () => undefined);
    await post(manyRuns());
    await panel.page.locator('.elsewhere').waitFor();
    await press('Escape');
    assert.deepEqual([await sent('cancelMany'), await sent('closeMany')], [[{ type: 'cancelMany', run: null }], []]);
  });
});
