import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { pictureOfFailure } from '../support/failurePicture';

/**
 * A person in VS Code for the Web: the extension and its server are workers of the browser, files come through the editor's file
 * system, and requests are the browser's own.
 */
const root = path.dirname(__TEST_ROOT__);

describe('VS Code for the Web', function () {
  this.timeout(120_000);
  let provider: ExampleProvider;
  /** Stands before the provider and lets pages read its answers, or does not. */
  let door: http.Server;
  let isOpen = true;
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let workbench: Workbench;
  let window: WorkbenchWindow;

  before(async () => {
    copy = await copyExamples(root);
    provider = await startExampleProvider({ port: 0, speed: 4 });
    door = http.createServer((request, response) => {
      const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      if (request.method === 'OPTIONS') return void response.writeHead(204, isOpen ? allowed : {}).end();
      const { method, headers, url = '/' } = request;
      const asked = http.request(provider.url + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...(isOpen && allowed) });
        answer.pipe(response);
      });
      request.pipe(asked);
    });
    await new Promise<void>((resolve) => door.listen(copy.port, '127.0.0.1', resolve));
    workbench = await startWorkbench({ root, web: true, settings: { 'files.hotExit': 'off' } });
    window = await workbench.open({ folder: copy.folder, file: 'first-mistake/baml_src/receipt.baml', width: 1800 });
  });
  after(async () => {
    await workbench?.close();
    door?.close();
    door?.closeAllConnections();
    await provider?.close();
    copy?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
    assert.deepEqual([...(window?.outside ?? [])], [], 'nothing outside this machine is asked');
  });

  it('underlines a mistake, tells in a hover what a type is, and knows the other files of the project', async () => {
    const squiggle = window.page.locator('.squiggly-error').first();
    await squiggle.waitFor({ timeout: 60_000 });
    const { x, y, width, height } = (await squiggle.boundingBox())!;
    await window.page.mouse.move(x + width / 2, y + height / 2);
    await window.page
      .locator('.monaco-hover')
      .getByText(/stream\.dnoe/)
      .first()
      .waitFor();

    await window.openFile('person.baml');
    const client = window.page
      .locator('.view-line')
      .filter({ hasText: /^\s*client/ })
      .first();
    const hover = window.page.locator('.monaco-hover').getByText('openai-generic').first();
    // A pointer that comes while the file is still being painted is not noticed.
    for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt++) {
      await window.page.mouse.move(0, 0);
      await client.getByText('ExampleModel').hover();
      await hover.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    assert.ok(await hover.isVisible());
  });

  it('replays a recording, and reads it again as the types are typed now', async () => {
    await window.openFile('person.baml');
    await lensOf(window).waitFor({ timeout: 60_000 });
    await window.openFile('recordings/person.bamlrun');
    const panel = window.panel();
    await status(panel, /completed/);
    assert.ok((await panel.getByRole('treegrid', { name: 'Fields' }).getByRole('row').count()) > 8);

    await panel.getByRole('treegrid', { name: 'Fields' }).getByRole('row', { name: /^home/ }).click();
    await window.page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Try without it' }).click();
    await panel
      .locator('.what-if')
      .getByText(/holds \d+, .* → /)
      .waitFor();
    assert.equal(provider.log.length, 0, 'nobody was asked');
  });

  it('runs where the provider lets pages read its answers, and says what is the matter where it does not', async () => {
    await window.openFile('message.baml');
    await lensOf(window).click({ timeout: 60_000 });
    const panel = window.panel();
    await status(panel, /completed/);
    assert.equal(provider.log.length, 1);
    const kept = fs
      .readdirSync(copy.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.bamlrun$/.test(name));
    assert.ok(
      kept.every((name) => name.startsWith('recordings')),
      'kept by the browser, not beside the project',
    );

    isOpen = false;
    await lensOf(window).click();
    await status(panel, /failed/);
    await panel
      .locator('.banner')
      .getByText(/does not allow requests from web pages \(CORS\)/)
      .first()
      .waitFor();
    isOpen = true;
  });

  it('says what only VS Code on a computer can do', async () => {
    await window.openFile('message.baml');
    await lensOf(window).waitFor({ timeout: 60_000 });
    await window.command('BAML Live: Verify Against Your BAML Runtime');
    await window.page
      .getByText(/cannot start the BAML runtime of your project/)
      .first()
      .waitFor();
  });
});

function lensOf({ page }: WorkbenchWindow) {
  return page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
}

async function status(panel: FrameLocator, wanted: RegExp): Promise<void> {
  await panel.locator('.metrics .status dd').filter({ hasText: wanted }).waitFor({ timeout: 60_000 });
}
