/** Recordings, broken files, comparisons and several runs in the real panel, in a real Chromium. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { ToView } from '../../protocol/webview';
import type {} from '../../webview/dev/dev';
import { manyRuns, retimed } from '../../webview/dev/scenarios';
import { browserPanel, ROOT } from './browserPanel';

const axe = fs.readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const FORCE = 'Wait no longer for the connection to close';
/** The next event of the run that goes on. */
const lanesEnd = Math.ceil(retimed(1).length / 2);
/** Where pictures go, when somebody wants to look. */
const PICTURES = process.env['RECORDS_PICTURES'];

describe('records in the panel', function () {
  this.timeout(60_000);
  const panel = browserPanel();
  const { open, painted, press } = panel;
  let page: Page;
  beforeEach(() => {
    page = panel.page;
  });

  const post = async (message: ToView): Promise<void> => {
    await page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), JSON.stringify(message));
    await painted();
  };
  const sent = (type: string): Promise<unknown[]> =>
    page.evaluate((t) => window.harness.sent.filter((m) => m.type === t), type);
  const picture = async (name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };
  const violations = async (): Promise<string[]> => {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { run } = (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      return (await run()).violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
  };

  it('lists recordings, and does with them what is asked, by keyboard alone', async () => {
    await open('state=idle');
    const first = page.locator('.recording-row').first();
    await first.locator('.recording').focus();
    await press('F2');
    await press('ArrowRight');
    await press('Enter');
    await press('ArrowDown');
    await press('Delete');
    assert.deepEqual(await sent('recording'), [
      { type: 'recording', id: '1', action: 'rename' },
      { type: 'recording', id: '1', action: 'pin' },
      { type: 'recording', id: '2', action: 'delete' },
    ]);
    await page.getByRole('button', { name: 'Clear…' }).click();
    assert.equal((await sent('clearRecordings')).length, 1);
    await picture('recordings');
  });

  it('says what is wrong with a file, and where', async () => {
    await open('state=idle');
    const problems = [{ line: 1, message: 'This is not a recording: its first line is not JSON.' }];
    await post({
      type: 'file',
      file: { name: 'notes.bamlrun', uri: 'file:///w/notes.bamlrun', isReadable: false, problems },
    });
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), /notes\.bamlrun cannot be shown.*\nLine 1 This is not a recording/s);
    await alert.getByRole('button', { name: 'Line 1' }).click();
    const at = { uri: 'file:///w/notes.bamlrun', line: 0, character: 0, endLine: 0, endCharacter: 0 };
    assert.deepEqual(await sent('reveal'), [{ type: 'reveal', at }]);
    await picture('broken');
    await post({ type: 'file', file: { name: 'a.bamlrun', uri: 'file:///a', isReadable: true, problems } });
    assert.match(
      await page.locator('.file-problems').innerText(),
      /1 problem in a\.bamlrun; what is shown is the rest/,
    );
    await post({ type: 'file', file: null });
    assert.equal(await page.locator('.file-problems').isVisible(), false);
  });

  it('takes a file that is dropped on it', async () => {
    await open('state=completed');
    await page.locator('.drop-hint').waitFor({ state: 'attached' });
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['{"format":"bamlrun/1"}'], 'a.bamlrun'));
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    assert.ok(await page.locator('.drop-hint').isVisible());
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['{"format":"bamlrun/1"}'], 'a.bamlrun'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => window.harness.sent.some((m) => m.type === 'dropped'));
    assert.deepEqual(await sent('dropped'), [
      { type: 'dropped', files: [{ name: 'a.bamlrun', text: '{"format":"bamlrun/1"}' }], uris: [] },
    ]);
  });

  const baseline = (open: boolean): Promise<void> =>
    post({ type: 'baseline', baseline: { label: 'FastModel · before the edit', events: retimed(1.3) }, open });

  it('compares the run on screen with a baseline', async () => {
    await open('state=completed');
    await press('b');
    assert.deepEqual(await sent('setBaseline'), [{ type: 'setBaseline', recording: null }]);
    await baseline(false);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await painted();
    assert.deepEqual(await sent('comparing'), [{ type: 'comparing', open: true }]);
    const comparison = page.getByRole('region', { name: 'Comparison of two runs' });
    const row = comparison.locator('.compare-row', { has: page.locator('[title="merchant"]') });
    await row.waitFor();
    const cells = await row.locator(':scope > span').allInnerTexts();
    assert.deepEqual(cells.slice(0, 1), ['merchant']);
    assert.equal(cells[4], 'better');
    assert.equal(
      Number(cells[3]!.replace('−', '-')).toFixed(2),
      (Math.round((Number(cells[2]) - Number(cells[1])) * 100) / 100).toFixed(2),
    );
    const heads = await comparison.locator('.compared').innerText();
    assert.equal(heads.match(/ExtractReceipt · /g)?.length, 2, heads);
    assert.doesNotMatch(heads, /different functions/);
    await picture('compare');
    const all = await comparison.locator('.compare-row').count();
    await comparison.getByLabel('Only differing fields').check();
    await painted();
    assert.ok((await comparison.locator('.compare-row').count()) <= all);
    await comparison.getByRole('button', { name: 'Compare the types' }).click();
    await comparison.getByRole('button', { name: 'Copy as Markdown' }).click();
    assert.deepEqual(await sent('openDiff'), [{ type: 'openDiff', what: 'schema' }]);
    assert.deepEqual(await sent('copyComparison'), [{ type: 'copyComparison', align: 'request', onlyDiffering: true }]);
    await page.setViewportSize({ width: 500, height: 900 });
    await painted();
    await picture('compare-500');
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      'no scroll bar across',
    );
    await press('Escape');
    assert.equal(await comparison.isVisible(), false);
    assert.ok(await page.locator('.timeline').isVisible());
  });

  const many = (): Promise<void> => post(manyRuns());

  it('says above all that runs of different functions are compared', async () => {
    await open('state=completed');
    const events = retimed(1.3).map((event) =>
      event.type === 'started' ? { ...event, header: { ...event.header, function: 'ReadReceipt' } } : event,
    );
    await post({ type: 'baseline', baseline: { label: 'FastModel', events }, open: true });
    const heads = page.locator('.compared');
    await heads.getByText('ReadReceipt · FastModel').waitFor();
    await heads.getByText('ExtractReceipt · FastModel').waitFor();
    assert.match(
      await heads.getByRole('status').innerText(),
      /A is of ReadReceipt and B of ExtractReceipt: different functions\./,
    );
    await picture('compare-functions');
  });

  it('runs several times, shows the spread, and cancels one of them', async () => {
    await open('state=completed');
    await page.getByRole('button', { name: 'Run ×N…' }).click();
    await painted();
    const times = page.getByRole('spinbutton', { name: 'How many times' });
    assert.ok((await times.boundingBox())!.width >= 48, 'a number of two digits can be read');
    await times.fill('3');
    await page.getByRole('checkbox', { name: 'Careful' }).check();
    await press('Enter');
    const [wanted] = (await sent('runMany')) as { times: number; clients: (string | null)[] }[];
    assert.deepEqual([wanted!.times, wanted!.clients], [3, [null, 'Careful']]);
    await many();
    const view = page.getByRole('region', { name: 'Several runs' });
    await view.getByText(/ExtractReceipt, 9 runs, 2 not over yet/).waitFor();
    assert.match(await view.locator('.many-groups').innerText(), /5 of 5 valid\s+median .* p25–p75/);
    assert.match(await view.locator('.many-groups').innerText(), /2 of 2 valid\s+median .*, from .* to /);
    const row = view.locator('.many-row', { has: page.locator('[aria-label="merchant"]') }).first();
    assert.match(await row.innerText(), /same in all 5/);
    await picture('many');
    await view.getByRole('button', { name: 'Cancel run 8' }).click();
    await view.getByRole('button', { name: 'Show run 1 in the timeline' }).click();
    assert.deepEqual(await sent('cancelMany'), [{ type: 'cancelMany', run: 'b2' }]);
    assert.deepEqual(await sent('showMany'), [{ type: 'showMany', run: 'a0' }]);
    await post({
      type: 'manyEvents',
      batch: 'm',
      events: [{ run: 'b3', seq: 0, type: 'finished', t: 0, outcome: { kind: 'cancelled' }, fields: [] }],
    });
    assert.match(await view.innerText(), /1 not over yet/);
    await press('Escape');
    assert.deepEqual((await sent('cancelMany')).at(-1), { type: 'cancelMany', run: null, force: true });
    assert.match(await view.locator('.many-lane').nth(7).innerText(), /stopping/);
    // Beside an editor: the list of fields has all the room that is left.
    await page.setViewportSize({ width: 740, height: 900 });
    await page.waitForFunction(() => document.querySelectorAll('.many-row:not(.many-head)').length >= 12);
    const rows = (await view.locator('.rows').boundingBox())!;
    const note = (await view.locator('.note').boundingBox())!;
    assert.ok(rows.height >= 220 && note.y + note.height > 840, `${rows.height} pixels of rows, down to ${note.y}`);
    await page.setViewportSize({ width: 500, height: 900 });
    await painted();
    await picture('many-500');
    await post({ type: 'many', many: null });
    assert.ok(await page.locator('.timeline').isVisible());
  });

  it('Escape cancels all runs, waits for none of them the second time, and closes them once they are over', async () => {
    await open('state=completed');
    await many();
    await page.locator('.many-lane').first().waitFor();
    await press('Escape');
    // It says what the next press does.
    await page.getByRole('button', { name: 'Force all (Esc)' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Force run 8' }).getAttribute('title'), FORCE);
    await press('Escape');
    assert.deepEqual(await sent('cancelMany'), [
      { type: 'cancelMany', run: null },
      { type: 'cancelMany', run: null, force: true },
    ]);
    const ends = ['b2', 'b3'].map((run) => ({ run, seq: run === 'b2' ? lanesEnd : 0 }));
    await post({
      type: 'manyEvents',
      batch: 'm',
      events: ends.map(({ run, seq }) => ({
        run,
        seq,
        type: 'finished',
        t: 900,
        outcome: { kind: 'cancelled', forced: true },
        fields: [],
      })),
    });
    await press('Escape');
    assert.deepEqual(await sent('closeMany'), [{ type: 'closeMany' }]);
  });

  it('has nothing an accessibility checker complains about', async () => {
    for (const theme of ['dark', 'light', 'hc']) {
      await open(`state=completed&theme=${theme}`);
      await page.getByRole('tab', { name: 'Recordings' }).click();
      await painted();
      assert.deepEqual(await violations(), [], theme);
      await baseline(true);
      await page.locator('.compare-row').first().waitFor();
      assert.deepEqual(await violations(), [], `${theme}, comparison`);
      await picture(`compare-${theme}`);
      await many();
      await page.locator('.many-row .compare-name').first().waitFor();
      assert.deepEqual(await violations(), [], `${theme}, several runs`);
      await picture(`many-${theme}`);
    }
  });
});
