/** The pages about checks that problems link to, shown as the editor shows Markdown, not as its source. */
import * as vscode from 'vscode';

const COMMAND = 'bamlLive.showCheckPage';
const PAGES = 'docs/checks';

/** Where the pages are, as the server is told. */
export function checkPages(extension: vscode.Uri): string {
  return vscode.Uri.joinPath(extension, PAGES).toString();
}

/** The problem with a link that opens its page rendered; problems that link elsewhere stay as they are. */
export function withRenderedPage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code !== 'object' || !code.target.path.endsWith(`/${PAGES}/${code.value}.md`)) return diagnostic;
  const target = vscode.Uri.from({ scheme: 'command', path: COMMAND, query: JSON.stringify([code.value]) });
  diagnostic.code = { value: code.value, target };
  return diagnostic;
}

/** The command behind those links. It is in no menu: it needs the code of a check. */
export function showCheckPages(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, async (code: unknown) => {
    const name = typeof code === 'string' && /^[a-z-]+$/.test(code) ? code : 'README';
    const page = vscode.Uri.joinPath(extension, PAGES, `${name}.md`);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', page);
    } catch {
      // The editor's own Markdown extension can be switched off.
      await vscode.commands.executeCommand('vscode.open', page);
    }
  });
}

const QUIRK_COMMAND = 'bamlLive.showQuirkPage';

/** Opens the page about oddities of the runtime, at the one that is named. Asked by the panel; in no menu. */
export function showQuirkPage(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(QUIRK_COMMAND, async (quirk: unknown) => {
    const page = vscode.Uri.joinPath(extension, 'docs', 'quirks.md');
    const fragment = typeof quirk === 'string' && /^[a-z-]+$/.test(quirk) ? quirk : '';
    try {
      await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment }));
    } catch {
      await vscode.commands.executeCommand('vscode.open', page);
    }
  });
}
