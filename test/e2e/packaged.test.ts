import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';
import { pictureOfFailure } from '../support/failurePicture';

/** The extension as it is published, installed into a VS Code that knows nothing of this repository. */
const root = path.dirname(__TEST_ROOT__);
const MOST_BYTES = 2 * 1024 * 1024;

describe('the packaged extension', function () {
  this.timeout(180_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench | undefined;
  let window: WorkbenchWindow | undefined;
  let vsix: string;

  before(async () => {
    provider = await startProvider(answersWith('{"text": "hel', 'lo"', '}'));
    folder = temporaryFolder({
      'demo/baml_src/say.baml': `class Said {
  text string
  mood Moood
}
class Told {
  text string
}
function Tell() -> Told {
  client Fast
  prompt #"Say it. {{ ctx.output_format }}"#
}
client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${provider.url}/v1"
    model "m"
  }
}
`,
    });
    vsix = path.join(folder.path, 'baml-live.vsix');
    execFileSync(process.execPath, ['scripts/package.mjs', '--out', vsix], { cwd: root, stdio: 'pipe' });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('is one file of at most 2 MB', () => {
    assert.ok(fs.statSync(vsix).size <= MOST_BYTES, `${fs.statSync(vsix).size} bytes`);
  });

  it('checks files and streams a run in a clean VS Code', async () => {
    workbench = await startWorkbench({ root, vsix });
    window = await workbench.open({ folder: path.join(folder.path, 'demo'), file: 'baml_src/say.baml' });
    const { page } = window;
    await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.click();
    const panel = window.panel();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor({ timeout: 45_000 });
    assert.equal(provider.requests.length, 1);
    assert.deepEqual([...window.outside], [], 'nothing outside this machine is asked');
  });
});
