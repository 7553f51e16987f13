import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { pictureOfFailure } from '../support/failurePicture';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';

/** A person looks into a project they have cloned and not said to trust, in a real VS Code. */
const root = path.dirname(__TEST_ROOT__);
const MARK = 'sk-marked-restricted-77b10c4e';

describe('Restricted Mode in VS Code', function () {
  this.timeout(120_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith('{"text": "sent"}'));
    const examples = path.join(root, 'examples');
    const recording = fs
      .readdirSync(examples, { recursive: true, encoding: 'utf8' })
      .find((file) => file.endsWith('.bamlrun'));
    assert.ok(recording);
    folder = temporaryFolder({
      '.env': `CLONED_KEY=${MARK}\n`,
      '.vscode/settings.json': '{"bamlLive.envFiles": [".env"], "bamlLive.mediaHosts": ["127.0.0.1"]}',
      'kept.bamlrun': fs.readFileSync(path.join(examples, recording)),
      'baml_src/say.baml': `class Said {
  text strnig
}

class Fine {
  text string
}

function Say() -> Fine {
  client Fast
  prompt #"Say it. {{ ctx.output_format }}"#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${provider.url}/v1"
    model "m"
    api_key env.CLONED_KEY
  }
}
`,
    });
    workbench = await startWorkbench({ root, restricted: true, settings: { 'files.hotExit': 'off' } });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('checks files and replays recordings; a run is refused with the reason, nothing is read or sent', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/say.baml', width: 1800 });
    const { page } = window;
    await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();

    // The language: a mistake is underlined, the lens is there.
    await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.waitFor({ timeout: 60_000 });

    await lens.click();
    const panel = window.panel();
    await panel
      .getByText(/Restricted Mode, so nothing was run/)
      .first()
      .waitFor();

    // A recording of the workspace is played.
    await window.openFile('kept.bamlrun');
    await page
      .frameLocator('iframe.webview.ready')
      .last()
      .frameLocator('iframe#active-frame')
      .locator('.metrics .status dd')
      .filter({ hasText: /completed|failed|cancelled/ })
      .waitFor({ timeout: 45_000 });

    await window.openFile('say.baml');
    await page.locator('.view-line').filter({ hasText: 'function Say' }).first().click();
    await window.command('BAML Live: Show Request');
    await page
      .locator('.notifications-toasts')
      .getByText(/In Restricted Mode no request is made up/)
      .waitFor();

    assert.equal(provider.requests.length, 0);
    assert.deepEqual([...window.outside], []);
    for (const frame of page.frames()) {
      const html = await frame.content().catch(() => '');
      assert.ok(!html.includes(MARK), `the file of variables was read: ${frame.url()}`);
    }
  });
});
