import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { closeAll, eventually, openBaml, workspaceFile } from './editor';

describe('BAML files in the editor', () => {
  afterEach(closeAll);

  it('marks a wrong type name and a misspelt stream attribute, and nothing else', async () => {
    const document = await openBaml('first-mistake/baml_src/receipt.baml');
    const problems = await eventually(() => errors(document));
    assert.deepEqual(problems.map((problem) => document.getText(problem.range)).sort(), ['ReceiptItm', 'stream.dnoe']);
    const typeName = problems.find((problem) => document.getText(problem.range) === 'ReceiptItm');
    assert.match(typeName!.message, /`ReceiptItem`/, 'the nearest name is offered');
    const attribute = problems.find((problem) => document.getText(problem.range) === 'stream.dnoe');
    assert.match(attribute!.message, /@stream\.done/);
  });

  it('links each problem to its page, which opens rendered', async () => {
    const document = await openBaml('first-mistake/baml_src/receipt.baml');
    const [problem] = await eventually(() => errors(document));
    const { code } = problem!;
    assert.ok(typeof code === 'object' && code.target.scheme === 'command', JSON.stringify(code));
    const [name] = JSON.parse(code.target.query) as [string];
    assert.equal(name, code.value);
    await vscode.commands.executeCommand(code.target.path, name);
    const isPreview = (tab: vscode.Tab) =>
      tab.input instanceof vscode.TabInputWebview &&
      tab.input.viewType.includes('markdown') &&
      tab.label.includes(name);
    await eventually(() => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPreview)));
  });

  it('takes the marks away while the mistake is being mended, before anything is saved', async () => {
    const document = await openBaml('first-mistake/baml_src/receipt.baml');
    await eventually(() => errors(document));
    const edit = new vscode.WorkspaceEdit();
    for (const [wrong, right] of [
      ['ReceiptItm[]', 'ReceiptItem[]'],
      ['@stream.dnoe\n', '@stream.done\n'],
    ] as const) {
      const at = document.getText().indexOf(wrong);
      assert.ok(at > 0);
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(at), document.positionAt(at + wrong.length)),
        right,
      );
    }
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);
    await eventually(() => errors(document).length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('has no error in any file of the example project', async () => {
    const files = await vscode.workspace.findFiles('baml_src/*.baml');
    assert.ok(files.length >= 7);
    await openBaml('baml_src/receipt.baml');
    // The mistakes of the other project are the sign that the whole workspace has been looked at.
    const mistakes = vscode.Uri.file(workspaceFile('first-mistake/baml_src/receipt.baml'));
    await openBaml('first-mistake/baml_src/receipt.baml');
    await eventually(() => vscode.languages.getDiagnostics(mistakes).length > 0);
    for (const file of files) {
      const found = vscode.languages
        .getDiagnostics(file)
        .filter((problem) => problem.severity === vscode.DiagnosticSeverity.Error)
        .map((problem) => problem.message);
      assert.deepEqual(found, [], path.basename(file.fsPath));
    }
  });

  it('offers Run above every function and every test', async () => {
    const document = await openBaml('baml_src/resume.baml');
    const lenses = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      return found.length > 0 && found;
    });
    const lines = lenses
      .filter((lens) => lens.command?.command === 'bamlLive.run')
      .map((lens) => document.lineAt(lens.range.start.line).text.trim());
    for (const header of [
      'function ExtractResume(document: string) -> Resume {',
      'test BridgeEngineer {',
      'test TrainWifi {',
    ]) {
      assert.ok(lines.includes(header), `a lens above "${header}" among ${lines.join(' | ')}`);
    }
  });

  it('outlines a file', async () => {
    const document = await openBaml('baml_src/receipt.baml');
    const symbols = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found && found.length > 0 && found;
    });
    assert.deepEqual(
      symbols.map((symbol) => symbol.name),
      ['ReceiptItem', 'ReceiptInfo', 'ExtractReceiptInfo', 'GardenCentre'],
    );
    assert.deepEqual(
      symbols[0]!.children.map((child) => child.name),
      ['name', 'description', 'quantity', 'price'],
    );
  });

  it('stays alive on a file of random bytes', async () => {
    const document = await openBaml('baml_src/receipt.baml');
    const length = document.getText().length;
    let seed = 7;
    const noise = Array.from({ length: 4000 }, () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return String.fromCharCode(seed % 3 === 0 ? seed % 128 : seed % 65536);
    }).join('');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(length)), noise);
    await vscode.workspace.applyEdit(edit);
    await eventually(() => errors(document).length > 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => errors(document).length === 0);
  });
});

function errors(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((problem) => problem.severity === vscode.DiagnosticSeverity.Error);
}
