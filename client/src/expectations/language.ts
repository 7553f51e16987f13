/** `.bamlexpect` files in the editor: problems, completion and a link to the recording beside. */
import * as vscode from 'vscode';
import type { ExpectationPorts } from './reading';

const LANGUAGE = 'baml-expectations';
/** A pause in typing before problems are looked for. */
const QUIET_MS = 150;

export function expectationLanguage(ports: ExpectationPorts): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('BAML Live expectations');
  const waiting = new Map<string, NodeJS.Timeout>();
  const forget = ({ uri }: vscode.TextDocument): void => {
    clearTimeout(waiting.get(uri.toString()));
    waiting.delete(uri.toString());
  };
  /** Keys that follow each other are one edit. */
  const check = (document: vscode.TextDocument): void => {
    if (document.languageId !== LANGUAGE) return;
    forget(document);
    waiting.set(
      document.uri.toString(),
      setTimeout(() => void diagnose(document, ports, problems), QUIET_MS),
    );
  };
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    problems,
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      forget(document);
      problems.delete(document.uri);
    }),
    vscode.languages.registerCompletionItemProvider(
      LANGUAGE,
      { provideCompletionItems: async (document, at) => (await import('./reading')).complete(document, at, ports) },
      ' ',
      '.',
    ),
  );
}

async function diagnose(
  document: vscode.TextDocument,
  ports: ExpectationPorts,
  into: vscode.DiagnosticCollection,
): Promise<void> {
  const { version } = document;
  const { problemsOf } = await import('./reading');
  const found = await problemsOf(document, ports);
  if (!document.isClosed && document.version === version) into.set(document.uri, found);
}
