import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { pictureOfFailure } from '../support/failurePicture';

/** A person asks what an attribute costs, tries the answer without it, and takes it out, in a real VS Code. */
const root = path.dirname(__TEST_ROOT__);

describe('what-if in VS Code', function () {
  this.timeout(120_000);
  let provider: ExampleProvider;
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    copy = await copyExamples(root);
    provider = await startExampleProvider({ port: copy.port, speed: 4 });
    workbench = await startWorkbench({ root, settings: { 'files.hotExit': 'off' } });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    copy?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('reads the answer without an attribute, then as the file is edited, and asks nobody again', async () => {
    window = await workbench.open({ folder: copy.folder, file: 'baml_src/person.baml', width: 1800 });
    const { page } = window;
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.waitFor({ timeout: 60_000 });
    await lens.click();
    const panel = window.panel();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor({ timeout: 60_000 });
    const asked = provider.log.length;

    const row = panel.getByRole('treegrid', { name: 'Fields' }).getByRole('row', { name: /^home/ });
    await row.click();
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Try without it' }).click();
    const bar = panel.locator('.what-if');
    await bar.getByText(/Without @stream.done/).waitFor();
    await bar.getByText(/holds \d+, .* → /).waitFor();

    await bar.getByRole('button', { name: 'Apply' }).click();
    await bar.getByText('As the types are written now').waitFor();
    const holds = async () => (await panel.locator('.metrics .holds dd').textContent()) ?? '';
    const before = await holds();
    await bar.getByRole('button', { name: 'Show' }).click();
    await bar.waitFor({ state: 'hidden' });
    assert.notEqual(await holds(), before, 'the run is shown as the types are now');
    assert.equal(provider.log.length, asked, 'nobody was asked again');
    assert.match(
      fs.readFileSync(path.join(copy.folder, 'baml_src/person.baml'), 'utf8'),
      /home Address @stream\.done/,
      'not saved yet',
    );
  });
});
