import assert from 'node:assert/strict';
import * as path from 'node:path';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { pictureOfFailure } from '../support/failurePicture';

/** A person runs a function, finds a field by its text, looks at what changed, and at what the program gets of it. */
const root = path.dirname(__TEST_ROOT__);

describe('the tabs in VS Code', function () {
  this.timeout(180_000);
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

  it('shows where a field comes from, what changed, what the program receives, and figures beside the code', async () => {
    window = await workbench.open({ folder: copy.folder, file: 'baml_src/receipt.baml', width: 1800 });
    const { page } = window;
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
    await lens.waitFor({ timeout: 60_000 });
    await lens.click();
    const panel = window.panel();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor({ timeout: 60_000 });

    await panel.getByRole('tab', { name: 'Raw' }).click();
    await panel
      .locator('.raw-line span', { hasText: 'price' })
      .first()
      .click({ position: { x: 120, y: 8 } });
    await panel
      .locator('.raw .note')
      .filter({ hasText: /comes from line \d+/ })
      .waitFor();
    assert.equal(await panel.locator('.row[aria-selected=true]').count(), 1, 'the row is chosen with the text');

    await panel.getByRole('tab', { name: 'Diff' }).click();
    await panel
      .locator('.diff > .diff-head')
      .getByText(/^\d+ snapshots$/)
      .waitFor();
    await panel.locator('.diff-line').first().waitFor();
    await panel.getByRole('button', { name: 'What the program receives' }).click();
    await panel
      .locator('.diff > .diff-head')
      .getByText(/^handed over \d+ times$/)
      .waitFor();

    await panel.getByRole('tab', { name: 'Type' }).click();
    await panel.locator('.type-member').first().waitFor();
    // VS Code forgot to ask for them if its editor lost the focus by the clicks above: it is told again.
    const figures = page.locator('.codelens-decoration a').filter({ hasText: /^first field \d/ });
    await figures.first().waitFor({ state: 'attached', timeout: 60_000 });
  });
});
