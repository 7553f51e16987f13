/** What the editor is told of a `.bamlexpect` file: its problems, and what can stand at a place. Loaded with the first such file. */
import * as vscode from 'vscode';
import { writePath } from '../../../protocol/expectations/pathPattern';
import { readExpectations } from '../../../protocol/expectations/syntax';
import { nearestFunction, type FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import { glance } from '../../../protocol/recordingReader';
import { peekAt } from '../playground/recordingFiles';
import { pathsOf, suggestions } from './suggest';

export interface ExpectationPorts {
  functions(): Promise<readonly FunctionInfo[]>;
}

/** What is wrong in a file, and what of it the function does not return. */
export async function problemsOf(document: vscode.TextDocument, ports: ExpectationPorts): Promise<vscode.Diagnostic[]> {
  const { expectations, problems } = readExpectations(document.getText());
  const found = problems.map(({ line, from, to, message }) =>
    diagnostic(line, from, to, message, vscode.DiagnosticSeverity.Error),
  );
  const called = await functionOf(document, ports);
  if (typeof called === 'string')
    found.push(diagnostic(0, 0, document.lineAt(0).text.length, called, vscode.DiagnosticSeverity.Warning));
  else if (called?.outline.length) {
    const known = new Set(pathsOf(called.outline).map(({ path }) => path));
    for (const { line, paths } of expectations) {
      for (const { pattern, from, to } of paths) {
        const path = writePath(pattern.map((part) => (typeof part === 'number' ? { any: true } : part)));
        if (known.has(path) || isBelow(path, known)) continue;
        found.push(
          diagnostic(
            line,
            from,
            to,
            l10n.t('`{0}` returns no `{1}`.', called.name, path),
            vscode.DiagnosticSeverity.Warning,
          ),
        );
      }
    }
  }
  return found;
}

/** Whether the outline says nothing about a path: it lies in a map, or below where a recursive type ends. */
function isBelow(path: string, known: ReadonlySet<string>): boolean {
  const parent = path.replace(/(\.\w+|\[[^\]]*\])$/, '');
  const leaf = known.has(parent) && ![...known].some((one) => one !== parent && one.startsWith(parent));
  return parent !== path && (leaf || known.has(`${parent}[*]`));
}

/** What can be written at a place. */
export async function complete(
  document: vscode.TextDocument,
  at: vscode.Position,
  ports: ExpectationPorts,
): Promise<vscode.CompletionItem[]> {
  const called = await functionOf(document, ports);
  const before = document.lineAt(at.line).text.slice(0, at.character);
  const start = at.translate(0, -(/\S*$/.exec(before)?.[0].length ?? 0));
  return suggestions(before, typeof called === 'object' ? called.outline : []).map(({ text, detail, kind }, index) => {
    const item = new vscode.CompletionItem(
      text,
      kind === 'path' ? vscode.CompletionItemKind.Field : vscode.CompletionItemKind.Keyword,
    );
    item.detail = detail;
    item.range = new vscode.Range(start, at);
    item.sortText = String(index).padStart(4, '0');
    return item;
  });
}

/** The function of the recording beside a file; a sentence when there is no recording; undefined when no project has it. */
async function functionOf(
  document: vscode.TextDocument,
  ports: ExpectationPorts,
): Promise<FunctionInfo | string | undefined> {
  const uri = vscode.Uri.parse(document.uri.toString().replace(/\.bamlexpect$/, '.bamlrun'));
  const missing = l10n.t(
    'There is no recording `{0}` beside this file, so nothing can be judged.',
    vscode.workspace.asRelativePath(uri),
  );
  const peeked = await peekAt(uri).catch(() => undefined);
  if (!peeked) return missing;
  const glanced = glance(peeked.head, peeked.tail);
  if (typeof glanced === 'string') return `${vscode.workspace.asRelativePath(uri)}: ${glanced}`;
  const functions = await ports.functions().catch(() => []);
  return nearestFunction(functions, glanced.header.function, uri.toString());
}

function diagnostic(
  line: number,
  from: number,
  to: number,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const found = new vscode.Diagnostic(new vscode.Range(line, from, line, to), message, severity);
  found.source = 'BAML Live';
  return found;
}
