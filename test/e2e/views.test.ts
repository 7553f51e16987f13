import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';
import { pictureOfFailure } from '../support/failurePicture';

/** The views of the activity bar and the first steps, in a real VS Code. */
const root = path.dirname(__TEST_ROOT__);

const SOURCE = (url: string) => `class Said {
  text string
}
function Say() -> Said {
  client Fast
  prompt #"Say it. {{ ctx.output_format }}"#
}
client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
  }
}
test Loud {
  functions [Say]
  args {}
}
`;

describe('the views in VS Code', function () {
  this.timeout(120_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith('{"text": "hel', 'lo"}'));
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE(provider.url) });
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

  it('list functions, tests and runs; a run begins there, and its recording opens from there', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/a.baml', width: 1800 });
    const { page } = window;
    await page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor({ timeout: 60_000 });
    await page.locator('.activitybar').getByRole('tab', { name: 'BAML Live' }).click();
    const rows = page.locator('.sidebar .monaco-list-row');
    const said = rows.filter({ hasText: 'Say' }).first();
    await said.waitFor({ timeout: 30_000 });
    await said.click();
    await page.keyboard.press('ArrowRight');
    const test = rows.filter({ hasText: 'Loud' }).first();
    await test.hover();
    await test.getByRole('button', { name: 'Run Function' }).click();
    const panel = window.panel();
    const completed = panel.locator('.metrics .status dd').filter({ hasText: /completed/ });
    await completed.waitFor({ timeout: 45_000 });
    await provider.request(0);

    const recording = rows.filter({ hasText: /Say.*Fast|Say.*completed/ }).first();
    await recording.waitFor({ timeout: 30_000 });
    await recording.click();
    await completed.waitFor({ timeout: 30_000 });

    await window.command('BAML Live: First Steps');
    await page.getByText('Watch an answer arrive').first().waitFor({ timeout: 30_000 });
  });
});
