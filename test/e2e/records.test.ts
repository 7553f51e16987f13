import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { pictureOfFailure } from '../support/failurePicture';

/** A person opens a recording as a file, reads and exports it, and compares it with another, in a real VS Code; nobody is asked anything. */
const root = path.dirname(__TEST_ROOT__);

describe('recordings in VS Code', function () {
  this.timeout(120_000);
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    copy = await copyExamples(root);
    const broken = fs.readFileSync(path.join(copy.folder, 'recordings/person.bamlrun'), 'utf8').split('\n');
    broken.splice(4, 1, '{"t": oops}');
    fs.writeFileSync(path.join(copy.folder, 'recordings/broken.bamlrun'), broken.join('\n'));
    workbench = await startWorkbench({ root, settings: { 'files.hotExit': 'off', 'files.simpleDialog.enable': true } });
  });
  after(async () => {
    await workbench?.close();
    copy?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('are shown in their own editor, exported, opened as text and compared', async () => {
    window = await workbench.open({ folder: copy.folder, file: 'baml_src/person.baml', width: 1800 });
    const { page } = window;
    await page.locator('.codelens-decoration a').first().waitFor({ timeout: 60_000 });
    await window.openFile('person.bamlrun');
    const panel = window.panel();
    const status = panel.locator('.metrics .status dd');
    await status.filter({ hasText: /completed/ }).waitFor({ timeout: 60_000 });

    await window.command('BAML Live: Export Run…');
    await page.getByText('Markdown summary', { exact: true }).click();
    const box = page.locator('.quick-input-widget input').last();
    const file = path.join(copy.folder, 'summary.md');
    // The dialog has taken the place of the list when it offers a name.
    await eventually(async () => /DescribePerson.*\.md$/.test(await box.inputValue()));
    await box.fill(file);
    await page.keyboard.press('Enter');
    await eventually(() => fs.existsSync(file) && fs.statSync(file).size > 0);
    const summary = fs.readFileSync(file, 'utf8');
    assert.match(summary, /^# `DescribePerson`: completed after \d/);
    assert.match(summary, /^\| `home`/m);
    assert.doesNotMatch(summary, new RegExp(copy.folder.replaceAll(/[^\w]/g, '.')), 'no folder is named');

    await window.command('BAML Live: Set Run as Baseline');
    await panel.getByText(/^A: ExampleModel/).waitFor();
    await window.command('BAML Live: Open Run as Text');
    await page.locator('.view-line').filter({ hasText: '# `DescribePerson`: completed' }).waitFor();

    // The window used last is the recording's: another recording is compared with what is on its screen.
    await window.command('BAML Live: Compare Runs…');
    const comparison = panel.getByRole('region', { name: 'Comparison of two runs' });
    await comparison.waitFor();
    await comparison.getByText('final value').waitFor();
    assert.match(await comparison.locator('.compare-row').first().innerText(), /Person[\s\S]*same/);
    await comparison.getByRole('button', { name: 'Compare the types' }).click();
    await page.locator('.monaco-diff-editor .view-line').filter({ hasText: 'class Person' }).first().waitFor();
  });

  it('that are broken say which line and why', async () => {
    await window!.openFile('broken.bamlrun');
    const problems = window!.panel().locator('.file-problems');
    await problems.getByText(/1 problem in .*broken\.bamlrun; what is shown is the rest/).click();
    await problems.getByText('This line is not JSON; it was left out.').waitFor();
    await problems.getByRole('button', { name: 'Line 5' }).click();
    await window!.page.locator('.view-line').filter({ hasText: '{"t": oops}' }).waitFor();
  });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(await holds());
}
