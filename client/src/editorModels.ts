/** The editor's language models: which there are, and their answers piece by piece. */
import * as vscode from 'vscode';
import type { EditorModelInfo, EditorModelParams, EditorModelResult } from '../../protocol/editorModels';
import { l10n } from '../../protocol/l10n';

/** Pieces wait so long for others, in milliseconds: a message each would cost more than it shows. */
const TOGETHER_MS = 8;

/** The models there are: looked up once, and again when the editor says that they changed. */
export class EditorModelList implements vscode.Disposable {
  private known: Promise<readonly EditorModelInfo[]> | undefined;
  private readonly changes = vscode.lm.onDidChangeChatModels(() => (this.known = undefined));

  /** None where the editor has none. Asks nobody for permission; never rejects. */
  list(): Promise<readonly EditorModelInfo[]> {
    return (this.known ??= lookUp());
  }

  dispose(): void {
    this.changes.dispose();
  }
}

async function lookUp(): Promise<readonly EditorModelInfo[]> {
  try {
    const models = await vscode.lm.selectChatModels();
    return models.map(({ id, name, vendor, maxInputTokens }) => ({ id, name, vendor, maxInputTokens }));
  } catch {
    return [];
  }
}

/**
 * Asks a model and gives its text to `send` as it comes. The editor asks the person for permission the first time.
 * Resolves when the answer has ended, however; cancelling ends it at once.
 */
export async function askEditorModel(
  { model: id, messages }: EditorModelParams,
  send: (pieces: readonly string[]) => void,
  token: vscode.CancellationToken,
): Promise<EditorModelResult> {
  const together = new Together(send);
  try {
    const [model] = await vscode.lm.selectChatModels({ id });
    if (!model) return { kind: 'failed', message: 'no such model', code: 'NotFound' };
    const { User, Assistant } = vscode.LanguageModelChatMessage;
    const asked = messages.map(({ role, text }) => (role === 'assistant' ? Assistant(text) : User(text)));
    const justification = l10n.t('Runs the BAML function you chose, with its prompt.');
    const response = await model.sendRequest(asked, { justification }, token);
    for await (const piece of response.text) {
      if (token.isCancellationRequested) break;
      if (piece !== '') together.push(piece);
    }
    return { kind: 'done' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof vscode.LanguageModelError && error.code
      ? { kind: 'failed', message, code: error.code }
      : { kind: 'failed', message };
  } finally {
    together.flush();
  }
}

class Together {
  private pieces: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (pieces: readonly string[]) => void) {}

  push(piece: string): void {
    this.pieces.push(piece);
    this.timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pieces.length) this.send(this.pieces.splice(0));
  }
}
