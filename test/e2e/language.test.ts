import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { pictureOfFailure } from '../support/failurePicture';

/** What a person sees of the language server in a real VS Code, on a file with two mistakes. */
const root = path.dirname(__TEST_ROOT__);
const OPEN_MS = 60_000;
const FILE = 'first-mistake/baml_src/receipt.baml';

describe('BAML files in VS Code', function () {
  this.timeout(120_000);
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let workbench: Workbench;
  let window: WorkbenchWindow;
  const text = () => fs.readFileSync(path.join(copy.folder, FILE), 'utf8');

  before(async () => {
    copy = await copyExamples(root);
    workbench = await startWorkbench({
      root,
      settings: { 'files.hotExit': 'off', 'editor.minimap.enabled': false, 'editor.hover.delay': 100 },
    });
    window = await workbench.open({ folder: copy.folder, file: FILE });
    await window.page.locator('.squiggly-error').first().waitFor({ timeout: OPEN_MS });
  });
  after(async () => {
    await workbench?.close();
    copy?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
    assert.deepEqual([...(window?.outside ?? [])], [], 'nothing outside this machine is asked');
  });

  it('underlines both mistakes, and a quick fix mends one of them', async () => {
    const squiggles = window.page.locator('.squiggly-error');
    await eventually(async () => (await squiggles.count()) === 2, 'two mistakes are underlined');
    await quickFix('ReceiptItm[]', 'ReceiptItem');
    await eventually(async () => (await squiggles.count()) === 1, 'one mistake is left');
    assert.match(await saved(), /items ReceiptItem\[\]/);
  });

  it('mends the other with the nearest attribute', async () => {
    await quickFix('@stream.dnoe\n', '@stream.done');
    await eventually(async () => (await window.page.locator('.squiggly-error').count()) === 0, 'no mistake is left');
    assert.match(await saved(), /name string @stream\.done\n/);
  });

  it('completes an attribute while it is typed, with what it does', async () => {
    const { page } = window;
    await putCursor('class ReceiptItem {');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('  label string @stream.n', { delay: 20 });
    // The list follows the typing a moment later.
    const row = page.locator('.suggest-widget .monaco-list-row.focused').filter({ hasText: 'stream.not_null' });
    await row.waitFor();
    await page.keyboard.press('Enter');
    await eventually(async () => /label string @stream\.not_null/.test(await saved()), 'the attribute is inserted');
  });

  it('shows the partial type of a class on hover, in TypeScript and Python', async () => {
    const { page } = window;
    await putCursor('ReceiptItem[]');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const hover = page.locator('.monaco-hover').filter({ hasText: 'ReceiptItem' }).first();
    await hover.waitFor();
    const shown = (await hover.textContent()) ?? '';
    assert.match(shown, /TypeScript/);
    assert.match(shown, /Python/);
    assert.match(shown, /label: string/, 'a field that is never null');
    await page.keyboard.press('Escape');
  });

  it('renames a class everywhere', async () => {
    const { page } = window;
    const input = page.locator('.rename-box input').first();
    for (let attempt = 0; attempt < 5 && !(await input.isVisible()); attempt++) {
      await putCursor('ReceiptItem[]');
      await page.keyboard.press('F2');
      await input.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    await input.fill('ReceiptLine');
    await input.press('Enter');
    await eventually(async () => /class ReceiptLine \{/.test(await saved()), 'the declaration is renamed');
    assert.doesNotMatch(text(), /ReceiptItem/);
    assert.match(text(), /ReceiptLine\[\]/);
  });

  it('formats a file, and leaves the prompt alone', async () => {
    const { page } = window;
    const before = /#"[^]*?"#/.exec(text())![0];
    await putCursor('  label string');
    await page.keyboard.press('End');
    await page.keyboard.type('   ');
    await putCursor('label string');
    await page.keyboard.press('Home');
    await page.keyboard.type('      ');
    await window.command('Format Document');
    await eventually(async () => /^ {2}label string @stream\.not_null$/m.test(await saved()), 'the line is in order');
    assert.equal(/#"[^]*?"#/.exec(text())![0], before);
  });

  /** Opens the quick fixes at a text and takes the first one that says so. The menu may be asked for before the editor has focus. */
  async function quickFix(needle: string, says: string): Promise<void> {
    const { page } = window;
    const fix = page.locator('.action-widget .monaco-list-row').filter({ hasText: says }).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await putCursor(needle);
      await page.keyboard.press('Control+.');
      try {
        await fix.click({ timeout: 3000 });
        return;
      } catch {
        await page.keyboard.press('Escape');
      }
    }
    throw new Error(`no quick fix says ${says}`);
  }

  /** Puts the cursor at the first occurrence of a text, at its third character so that it is inside the word. */
  async function putCursor(needle: string): Promise<void> {
    const { page } = window;
    const content = await saved();
    const at = content.indexOf(needle);
    assert.ok(at >= 0, `${needle} is in the file`);
    const lines = content.slice(0, at).split('\n');
    await page.keyboard.press('Escape');
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-box input').first();
    await input.fill(`:${lines.length},${lines.at(-1)!.length + 3}`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Saves what is not saved, and gives the text as it is on disk. */
  async function saved(): Promise<string> {
    // VS Code empties a file before it writes it, and an edit may arrive after a save: the text counts once it stays.
    let before = '';
    for (let attempt = 0; attempt < 100; attempt++) {
      const isDirty = (await window.page.locator('.tab.active.dirty').count()) > 0;
      if (isDirty) await window.page.keyboard.press('Control+S');
      const now = isDirty ? '' : text();
      if (now !== '' && now === before) return now;
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the file is not saved');
  }
});

async function eventually(ask: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (!(await ask())) {
    if (Date.now() > until) throw new Error(`did not become true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
