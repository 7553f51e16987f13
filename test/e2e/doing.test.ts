import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { pictureOfFailure } from '../support/failurePicture';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';

/** A person gives a run tags and a key for this window only, looks at what was sent, and keeps the arguments as a test. */
const root = path.dirname(__TEST_ROOT__);
const MARK = 'sk-marked-override-77c0ffee';

describe('doing things in VS Code', function () {
  this.timeout(120_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith('{"text": "said"}'));
    folder = temporaryFolder({
      'baml_src/say.baml': `class Said {
  text string
}

function Say(what: string) -> Said {
  client Fast
  prompt #"Say {{ what }} for {{ ctx.tags.tenant }}. {{ ctx.output_format }}"#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${provider.url}/v1"
    model "m"
    api_key env.JOURNEY_OVERRIDE_KEY
  }
}
`,
    });
    workbench = await startWorkbench({ root, settings: { 'files.hotExit': 'off' } });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('runs with tags and a key set in the panel, shows what was sent, and saves the arguments as a test', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/say.baml', width: 1800 });
    const { page } = window;
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.waitFor({ timeout: 60_000 });
    await lens.click();
    const panel = window.panel();
    // Without a test the arguments are asked for: in a form made from the types.
    await panel.getByRole('button', { name: 'Set up the run' }).click({ timeout: 45_000 });
    await panel.getByRole('button', { name: 'As a form' }).click();
    await panel.getByRole('textbox', { name: 'what', exact: true }).fill('hello');

    await panel.getByRole('tab', { name: 'Tags' }).click();
    await panel.getByRole('button', { name: 'Add a tag' }).click();
    await panel.getByRole('textbox', { name: 'Name of tag 1' }).fill('tenant');
    await panel.getByRole('textbox', { name: 'Value of tag 1' }).fill('acme');

    await panel.getByRole('tab', { name: 'Environment' }).click();
    await panel.getByRole('button', { name: 'Override JOURNEY_OVERRIDE_KEY' }).click();
    const input = page.locator('.quick-input-widget input');
    await page.locator('.quick-input-widget').getByText('JOURNEY_OVERRIDE_KEY for runs of').waitFor();
    assert.equal(await input.getAttribute('type'), 'password');
    await input.fill(MARK);
    await page.keyboard.press('Enter');
    await panel.getByText('set here', { exact: true }).waitFor();

    await panel.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Send', exact: true }).click();
    const status = panel.locator('.metrics .status dd').filter({ hasText: /completed/ });
    await status.waitFor({ timeout: 45_000 });
    assert.equal(provider.requests[0]!.headers.authorization, `Bearer ${MARK}`);
    assert.match(provider.requests[0]!.body, /Say hello for acme/);

    await panel.getByRole('tab', { name: 'Arguments' }).click();
    await panel.getByRole('button', { name: 'Save as test…' }).click();
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Arguments only' }).click();
    await page.locator('.view-line').filter({ hasText: 'test SayTest' }).waitFor();

    await window.command('BAML Live: Show Request as Sent');
    await page.locator('.view-line').filter({ hasText: 'Bearer $JOURNEY_OVERRIDE_KEY' }).first().waitFor();
    await page.locator('.view-line').filter({ hasText: 'Say hello for acme' }).first().waitFor();

    for (const frame of page.frames()) {
      const html = await frame.content().catch(() => '');
      assert.ok(!html.includes(MARK), `the key is in ${frame.url()}`);
    }
    const marked = [folder.path, workbench.dataFolder].flatMap((at) =>
      fs
        .readdirSync(at, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => fs.readFileSync(file).includes(MARK)),
    );
    assert.deepEqual(marked, [], 'the key is in no file');
  });
});
