import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { pictureOfFailure } from '../support/failurePicture';

/** A person who has an official BAML extension as well: a small one of the same name, with a lens, a problem and a formatter of its own. */
const root = path.dirname(__TEST_ROOT__);

const OFFICIAL = `
const vscode = require('vscode');
exports.activate = () => {
  const first = new vscode.Range(0, 0, 0, 5);
  const problems = vscode.languages.createDiagnosticCollection('official');
  const say = ({ languageId, uri }) => {
    if (languageId === 'baml') problems.set(uri, [new vscode.Diagnostic(new vscode.Range(1, 7, 1, 14), 'said by the official one')]);
  };
  vscode.workspace.textDocuments.forEach(say);
  vscode.workspace.onDidOpenTextDocument(say);
  const lens = new vscode.CodeLens(first, { title: 'Official Lens', command: 'noop' });
  vscode.languages.registerCodeLensProvider('baml', { provideCodeLenses: () => [lens] });
  const edit = [vscode.TextEdit.insert(new vscode.Position(0, 0), '// formatted by the official one\\n')];
  vscode.languages.registerDocumentFormattingEditProvider('baml', { provideDocumentFormattingEdits: () => edit });
};
`;

const SOURCE = `class Person {
  broken Nothing
  name string @stream.dnoe
}

function Say(name: string) -> Person {
  client "openai/gpt-4o-mini"
  prompt #"{{ ctx.output_format }} {{ name }}"#
}
`;

describe('beside an official extension in VS Code', function () {
  this.timeout(120_000);
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    folder = temporaryFolder({
      'work/baml_src/person.baml': SOURCE,
      'official/index.js': OFFICIAL,
      'official/package.json': JSON.stringify({
        name: 'baml-language',
        publisher: 'Boundary',
        version: '0.0.1',
        engines: { vscode: '^1.100.0' },
        main: './index.js',
        activationEvents: ['onLanguage:baml'],
      }),
    });
    workbench = await startWorkbench({ root, beside: [path.join(folder.path, 'official')] });
  });
  after(async () => {
    await workbench?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('shows one lens, one problem for one mistake, one formatter; what is about streaming stays', async () => {
    window = await workbench.open({ folder: path.join(folder.path, 'work'), file: 'baml_src/person.baml' });
    const { page } = window;
    await page.locator('.codelens-decoration a').filter({ hasText: 'Official Lens' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+Shift+M');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: 'said by the official one' }).waitFor();
    await rows.filter({ hasText: 'stream.dnoe' }).waitFor();
    const texts = await rows.allTextContents();
    assert.ok(!texts.some((text) => text.includes('Nothing')), texts.join('\n'));
    assert.deepEqual(await page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).count(), 0);

    await window.openFile('person.baml');
    await window.command('Format Document');
    await page.locator('.view-line').filter({ hasText: 'formatted by the official one' }).waitFor();
    assert.equal(fs.readFileSync(path.join(folder.path, 'work/baml_src/person.baml'), 'utf8'), SOURCE);
  });
});
