/** An exported page, opened from a file in a real Chromium: no editor, no network. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { exportedText } from '../../client/src/playground/runExports';
import type { RunEvent } from '../../protocol/run';
import { devBrowser } from './browserPanel';
import { eventsOf } from './support';

const root = path.dirname(__TEST_ROOT__);
const built = path.join(root, 'out', 'webview-dev');
const read = (name: string): string => fs.readFileSync(path.join(built, name), 'utf8');

describe('an exported page', function () {
  this.timeout(60_000);
  let browser: Browser;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-page-'));

  before(async () => {
    ({ browser } = await devBrowser());
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('shows the run, plays it again and asks nobody for anything', async () => {
    const events = eventsOf('completed').map((event): RunEvent =>
      event.type === 'started'
        ? {
            ...event,
            header: {
              ...event.header,
              prompt: {
                messages: [{ role: 'user', text: '</script><script>document.title = "taken"</script>' }],
                hash: '',
              },
            },
          }
        : event,
    );
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const file = path.join(folder, 'run.html');
    fs.writeFileSync(
      file,
      await exportedText('html', events, {
        redact: [],
        newNonce: () => 'bm9uY2U',
        assets: () =>
          Promise.resolve({
            script: read('standalone.js'),
            style: `${read('standalone-style.css')}\n${read('webview-style.css')}`,
            font: fs.readFileSync(path.join(built, 'codicon.ttf')).toString('base64'),
          }),
      }),
    );
    await page.goto(pathToFileURL(file).href);
    await page.locator('.metrics .status').getByText('completed').waitFor();
    assert.ok((await page.locator('.row .field-name').allInnerTexts()).includes('merchant'));
    assert.equal(await page.title(), 'ExtractReceipt · FastModel · completed');
    assert.equal(await page.getByRole('button', { name: 'Run', exact: true }).isVisible(), false);
    await page.getByRole('tab', { name: 'Prompt' }).click();
    await page.getByText('document.title').first().waitFor();

    await page.getByRole('button', { name: 'Replay' }).click();
    await page.locator('.metrics .status').getByText('replaying').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.metrics .status').getByText('completed').waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')),
      [],
    );
    assert.equal(asked.filter((url) => url.startsWith('file:')).length, 1, asked.join(' ').slice(0, 300));
    await page.close();
  });
});
