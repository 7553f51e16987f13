import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';
import { pictureOfFailure } from '../support/failurePicture';

/** A person runs a function whose client needs a key they have never given, in a real VS Code. */
const root = path.dirname(__TEST_ROOT__);
const MARK = 'sk-marked-journey-3f86d0aa51';

describe('keys in VS Code', function () {
  this.timeout(120_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith('{"text": "the key was ', MARK, '"}'));
    folder = temporaryFolder({
      'baml_src/say.baml': `class Said {
  text string
}

function Say() -> Said {
  client Fast
  prompt #"Say it. {{ ctx.output_format }}"#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${provider.url}/v1"
    model "m"
    api_key env.JOURNEY_TEAM_KEY
  }
}
`,
    });
    workbench = await startWorkbench({
      root,
      settings: { 'files.hotExit': 'off', 'bamlLive.trace.server': 'verbose' },
    });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('asks for a missing key once, asks before it goes to another host, and shows it nowhere', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/say.baml', width: 1800 });
    const { page } = window;
    const run = async (): Promise<FrameLocator> => {
      const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
      await lens.waitFor({ timeout: 60_000 });
      await lens.click();
      return window!.panel();
    };
    const ended = async (panel: FrameLocator, status: RegExp): Promise<void> => {
      await panel.locator('.metrics .status dd').filter({ hasText: status }).waitFor({ timeout: 45_000 });
    };

    let panel = await run();
    const input = page.locator('.quick-input-widget input');
    await page.locator('.quick-input-widget').getByText('JOURNEY_TEAM_KEY for the client Fast').waitFor();
    assert.equal(await input.getAttribute('type'), 'password');
    await input.fill(MARK);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Store it' }).waitFor();
    await page.keyboard.press('Enter');

    // A no first: nothing is sent.
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(`Send JOURNEY_TEAM_KEY to ${provider.url}?`).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await panel
      .getByText(/may not go to/)
      .first()
      .waitFor();
    assert.equal(provider.requests.length, 0);

    // Then a yes, which is remembered, as the key is.
    panel = await run();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await ended(panel, /completed/);
    assert.equal(provider.requests[0]!.headers.authorization, `Bearer ${MARK}`);
    await run();
    await provider.request(1);
    await ended(panel, /completed/);

    // With no model at all an example answer streams, and nobody is asked.
    const client = panel.getByRole('combobox', { name: 'Client' });
    const fast = client.locator('option').filter({ hasText: /^Simulated · fast/ });
    await client.selectOption(await fast.getAttribute('value'));
    await panel.getByRole('button', { name: 'Run', exact: true }).click();
    await panel.getByRole('tab', { name: 'Tree' }).click();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor();
    await panel.getByRole('treegrid', { name: 'Fields' }).getByText('text').first().waitFor();
    assert.equal(provider.requests.length, 2);

    await window.command('BAML Live: Manage Keys…');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'JOURNEY_TEAM_KEY' }).filter({ hasText: 'stored in the editor' }).waitFor();
    await rows.filter({ hasText: provider.url }).waitFor();
    await page.keyboard.press('Escape');

    // The request can be copied and looked at; the key stands in it by its name.
    await page.locator('.view-line').filter({ hasText: 'function Say' }).first().click();
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.command('BAML Live: Copy Request as cURL');
    await rows.filter({ hasText: 'Fast (openai-generic), streamed' }).click();
    await page
      .locator('.notifications-toasts')
      .getByText(/Copied as cURL/)
      .waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    assert.match(copied, /^curl --no-buffer 'http:.*-H 'authorization: Bearer '"\$JOURNEY_TEAM_KEY"/s);
    assert.ok(!copied.includes(MARK));
    await window.command('BAML Live: Show Request');
    await page.locator('.tab').filter({ hasText: 'Say.http' }).waitFor();
    await page.locator('.view-line').filter({ hasText: 'authorization: Bearer $JOURNEY_TEAM_KEY' }).first().waitFor();

    for (const frame of page.frames()) {
      const html = await frame.content().catch(() => '');
      assert.ok(!html.includes(MARK), `the key is in ${frame.url()}`);
    }
    assert.deepEqual(filesWith(MARK, [folder.path, workbench.dataFolder]), []);
  });
});

/** The files below the folders that hold a text. */
function filesWith(text: string, folders: readonly string[]): readonly string[] {
  const wanted = Buffer.from(text);
  return folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => fs.readFileSync(file).includes(wanted)),
  );
}
