/** The keys of the panel, pressed in a real Chromium: what each tells the editor, and that each means one thing. */
import assert from 'node:assert/strict';
import type { FromView } from '../../protocol/webview';
import type {} from '../../webview/dev/dev';
import { browserPanel } from './browserPanel';

describe('keys of the panel', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const { open, painted, press } = panel;

  const sent = <T extends FromView['type']>(type: T): Promise<Extract<FromView, { type: T }>[]> =>
    panel.page.evaluate((t) => window.harness.sent.filter((m) => m.type === t), type) as Promise<
      Extract<FromView, { type: T }>[]
    >;

  it('C copies the snapshot of the scrubber, B makes the run the baseline', async () => {
    await open('state=completed');
    await press('c');
    const [whole] = await sent('copyValue');
    await press('Home', 'ArrowRight', 'c');
    const [, first] = await sent('copyValue');
    assert.notDeepEqual(first!.value, whole!.value);
    assert.equal((first!.value as { merchant: unknown }).merchant, null, 'the first snapshot has no merchant yet');
    await press('b');
    assert.deepEqual(await sent('setBaseline'), [{ type: 'setBaseline', recording: null }]);
  });

  it('D shows differences whether or not the axis is zoomed; full stop and comma pan', async () => {
    await open('state=completed');
    const diff = panel.page.getByRole('tab', { name: 'Diff' });
    /** The part of the axis on screen, as the panel keeps it. */
    const part = (): Promise<unknown> =>
      panel.page.evaluate(() => {
        // It is kept a moment later, or when the page goes away.
        window.dispatchEvent(new Event('pagehide'));
        return (JSON.parse(sessionStorage.getItem('state')!) as { look: { part: unknown } }).look.part;
      });
    await press('d');
    assert.equal(await diff.getAttribute('aria-selected'), 'true');
    await press('d', 'Home', 'w', 'w');
    assert.equal(await diff.getAttribute('aria-selected'), 'false');
    await press('d');
    assert.equal(await diff.getAttribute('aria-selected'), 'true', 'zoomed in it means the same');
    const before = await part();
    await press('.');
    const after = await part();
    assert.notDeepEqual(after, before);
    await press(',');
    assert.deepEqual(await part(), before);
  });

  it('keys mean nothing where text is written', async () => {
    await open('state=completed');
    await press('/');
    await panel.page.keyboard.type('cbd');
    await painted();
    assert.equal(await panel.page.getByRole('searchbox', { name: 'Filter fields' }).inputValue(), 'cbd');
    assert.deepEqual([await sent('copyValue'), await sent('setBaseline')], [[], []]);
  });

  it('Escape cancels, and pressed again waits no longer', async () => {
    await open('state=live');
    await panel.page.locator('.field-name', { hasText: 'items' }).waitFor();
    // An editor whose connection does not close: it says nothing.
    await panel.page.evaluate(() => {
      const { harness } = window;
      harness.play(harness.log, 0);
    });
    await panel.page.evaluate(() => (window.harness.log = []));
    await press('Escape');
    await panel.page.locator('.metrics .status').getByText('stopping').waitFor();
    assert.deepEqual([(await sent('cancel')).length, (await sent('forceCancel')).length], [1, 0]);
    assert.match((await panel.page.locator('.stop').getAttribute('title'))!, /^Esc again/);
    await press('Escape');
    assert.equal((await sent('forceCancel')).length, 1);
  });

  it('Home and End lead to the first and the last tab', async () => {
    await open('state=completed');
    const tab = (name: string) => panel.page.getByRole('tab', { name, exact: true });
    const isChosen = async (name: string): Promise<boolean> =>
      (await tab(name).getAttribute('aria-selected')) === 'true' &&
      (await tab(name).evaluate((at) => at === document.activeElement));
    await tab('Tree').focus();
    for (const [key, name] of [
      ['End', 'Recordings'],
      ['ArrowRight', 'Tree'],
      ['ArrowLeft', 'Recordings'],
      ['Home', 'Tree'],
    ] as const) {
      await press(key);
      assert.ok(await isChosen(name), `${key} leads to ${name}`);
    }
    await panel.page.getByRole('button', { name: 'Set up the run' }).click();
    await tab('Arguments').focus();
    await press('End');
    assert.ok(await isChosen('Bring an answer'));
    await press('Home');
    assert.ok(await isChosen('Arguments'));
  });

  it('Escape closes the help for good, whatever is painted before the browser tells of it', async () => {
    await open('state=completed');
    const help = panel.page.getByRole('dialog', { name: 'Keys' });
    for (let i = 0; i < 3; i++) {
      await press('?');
      await help.waitFor();
      // A frame at once: the dialog is closed, the panel does not know yet.
      await panel.page.evaluate(() => {
        document
          .querySelector('dialog')!
          .addEventListener('cancel', () => window.harness.post({ type: 'caret', at: null }));
      });
      await press('Escape');
      await panel.painted();
      assert.equal(await help.isVisible(), false);
    }
  });

  it('a recording on screen can be chosen in place of a client: Run plays it again', async () => {
    await open('state=completed');
    const { page } = panel;
    const client = page.getByRole('combobox', { name: 'Client' });
    const offered = (): Promise<string[]> => client.locator('option').allInnerTexts();
    assert.ok(!(await offered()).some((one) => one.startsWith('Recording')), 'a run is no recording');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.locator('.metrics .status').getByText('completed').waitFor();
    assert.ok((await offered()).includes('Recording · FastModel'));
    const before = (await sent('replay')).length;
    await client.selectOption('Recording · FastModel');
    await painted();
    await press('Control+Enter');
    assert.equal((await sent('replay')).length, before + 1);
    assert.equal((await sent('run')).length, 0, 'no model is called');
    await page.locator('.metrics .status').getByText('completed').waitFor();
    assert.equal(await client.inputValue(), '=recording/on-screen');
    await client.selectOption('FastModel');
    await painted();
    await press('Control+Enter');
    assert.equal((await sent('run')).length, 1);
  });

  it('Enter explains the field of the problem that was chosen by a key', async () => {
    await open('state=completed');
    const why = panel.page.getByRole('dialog', { name: 'Why it was held' });
    await press(']', 'Enter');
    await why.waitFor();
    assert.match(await why.innerText(), /^items\[0\] was held/);
    await press('Enter');
    await why.waitFor({ state: 'hidden' });
  });

  it('the help names every key once it is asked for', async () => {
    await open('state=completed');
    await press('?');
    const help = panel.page.getByRole('dialog', { name: 'Keys' });
    for (const line of ['Copy snapshot as…', 'Set run as baseline', 'Show differences', 'Pan right, while zoomed in'])
      await help.getByText(line).waitFor();
    const capitals = (await help.locator('dd').allInnerTexts()).filter((line) =>
      / (?!Shift)[A-Z]/.test(line.split('. ')[0]!),
    );
    assert.deepEqual(capitals, [], 'all lines are written as one writes sentences');
  });
});

describe('what a run is given, in the panel', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('a text that is brought is played at the pace that is chosen', async () => {
    await panel.open('state=idle');
    const { page } = panel;
    await page.getByRole('button', { name: 'Set up the run' }).click();
    await page.getByRole('tab', { name: 'Bring an answer' }).click();
    await page.getByRole('textbox', { name: 'The answer' }).fill('{"merchant": "A"}');
    const pace = page.getByRole('spinbutton', { name: 'Tokens a second' });
    assert.equal(await pace.inputValue(), '60', 'at first the pace of the way it is played');
    await page.getByRole('combobox', { name: 'How it is played' }).selectOption({ index: 2 });
    assert.equal(await pace.inputValue(), '500');
    await pace.fill('12.5');
    await page.getByRole('button', { name: 'Play it' }).click();
    const [brought] = (await page.evaluate(() => window.harness.sent.filter((m) => m.type === 'bring'))) as {
      pace?: number;
      text: string;
    }[];
    assert.deepEqual([brought?.pace, brought?.text], [12.5, '{"merchant": "A"}']);
  });
});

describe('what is beside the answer', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('thoughts of the model are folded away in Raw, as far as the scrubber has come', async () => {
    await panel.open('state=idle');
    const { page } = panel;
    await page.evaluate(() => {
      const { harness } = window;
      const events = harness.events('completed').map((event) => {
        if (event.type !== 'frames') return { ...event, run: 'thinking' };
        const frames = event.frames.map((frame, i) =>
          i === 0 ? { ...frame, chunk: { ...frame.chunk, reasoning: 'hmm ' } } : frame,
        );
        return { ...event, run: 'thinking', frames };
      });
      harness.play(events as typeof harness.log, 0);
    });
    await page.locator('.metrics .status').getByText('completed').waitFor();
    await panel.press('r');
    const fold = page.locator('details.reasoning');
    const whole = /Reasoning, (\d+) chars/.exec(await fold.locator('summary').innerText())!;
    assert.equal(await fold.locator('pre').isVisible(), false, 'folded at first');
    await fold.locator('summary').click();
    await panel.painted();
    assert.equal((await fold.locator('pre').textContent())!.length, Number(whole[1]));
    await page.locator('.plot-head').click({ position: { x: 10, y: 12 } });
    await panel.press('Home', 'ArrowRight');
    assert.ok((await fold.locator('pre').textContent())!.length < Number(whole[1]));
  });

  it('an answer without thoughts has no such fold, one that came at once is said to', async () => {
    await panel.open('state=completed');
    await panel.press('r');
    assert.equal(await panel.page.locator('details.reasoning').isVisible(), false);
    assert.equal(await panel.page.getByText('not streamed').isVisible(), false);
    await panel.page.evaluate(() => {
      const { harness } = window;
      const events = harness.events('completed').map((event) => {
        if (event.type !== 'frames') return { ...event, run: 'whole' };
        const frames = event.frames.map((frame) => ({ ...frame, chunk: { ...frame.chunk, t: 900, batch: 0 } }));
        return { ...event, run: 'whole', frames };
      });
      harness.play(events as typeof harness.log, 0);
    });
    await panel.page.getByText('in one read: not streamed').waitFor();
  });
});

describe('the panel at 400 % zoom', function () {
  this.timeout(120_000);
  const panel = browserPanel({ viewport: { width: 320, height: 256 } });

  for (const state of ['idle', 'completed', 'failed', 'refused', 'huge']) {
    it(`needs no scrolling to the side: ${state}`, async () => {
      await panel.open(`state=${state}`);
      const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth: Math.max(scrollWidth, document.body.scrollWidth), clientWidth };
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} of ${clientWidth}`);
    });
  }
});

describe('the list of problems', function () {
  this.timeout(120_000);
  const panel = browserPanel();

  it('gives a failed check and a failed assert lines like all others', async () => {
    await panel.open('state=idle');
    const { page } = panel;
    await page.evaluate(() => {
      const { harness } = window;
      let ends = 0;
      const events = harness.events('completed').map((event) => {
        if (event.type !== 'frames') return { ...event, run: 'checked' };
        const frames = event.frames.map((frame) => {
          const ended = frame.fields.filter(({ end }) => typeof end === 'number');
          const checks = ended.map(({ id }) => ({
            id,
            name: 'small',
            expression: 'this < 20',
            holds: false,
            decided: true,
            ...(ends++ % 2 === 0 && { level: 'assert' as const }),
          }));
          return { ...frame, checks };
        });
        return { ...event, run: 'checked', frames };
      });
      harness.play(events as typeof harness.log, 0);
    });
    await page.locator('.problem', { hasText: 'fails small' }).first().waitFor();
    const lines = await page.locator('.problem').evaluateAll((all) =>
      all.map((at) => {
        const { width, height } = at.getBoundingClientRect();
        return `${Math.round(width)} × ${Math.round(height)}`;
      }),
    );
    assert.equal(new Set(lines).size, 1, lines.join());
    const why = await page.locator('.problem .why').allInnerTexts();
    assert.ok(why.some((text) => text.includes('so the value is refused')));
    // Its moment stands in the explanation of the field too.
    await page.getByRole('row', { name: /^merchant/ }).click();
    await panel.press('Enter');
    const dialog = page.getByRole('dialog');
    assert.match(await dialog.innerText(), /Fails the (check|assert) small this < 20, decided at \d/);
    await dialog.getByRole('button', { name: 'Pin as first usable' }).click();
    await panel.painted();
    assert.ok(await dialog.getByRole('button', { name: 'Unpin' }).isVisible());
    await dialog.getByRole('button', { name: 'Copy path' }).click();
    const copied = await page.evaluate(() => window.harness.sent.filter((m) => m.type === 'copyText'));
    assert.deepEqual(copied, [{ type: 'copyText', what: 'The path merchant', text: 'merchant' }]);
  });
});
