/**
 * Joins `textDocument/didChange` with the one before it while that still waits to be handled and nothing has come in between: by
 * the protocol one notification with the changes of both, in their order, says the same. So keys that come faster than they are
 * handled cost what one costs.
 */
import type { DataCallback, Message, MessageReader } from 'vscode-jsonrpc/node';
import type { DidChangeTextDocumentParams } from 'vscode-languageserver-protocol';
import { checked } from './textChanges';

interface Change extends Message {
  readonly method: string;
  params: DidChangeTextDocumentParams;
}

export class WaitingChange {
  /** The message that was heard last, when it is a change and waits. */
  private last: Change | undefined;
  /** Whether the changes of the last one are in a list of our own. */
  private isOurs = false;

  /** A reader that keeps to itself what was joined. */
  joining(reader: MessageReader): MessageReader {
    return {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      listen: (heard: DataCallback) =>
        reader.listen((message) => {
          if (!this.joins(message)) heard(message);
        }),
      dispose: () => reader.dispose(),
    };
  }

  /** A message is about to be handled. */
  taken(message: Message): void {
    if (message === this.last) this.last = undefined;
  }

  private joins(message: Message): boolean {
    const change = asChange(message);
    const { last } = this;
    if (!change || !last || last.params.textDocument.uri !== change.params.textDocument.uri) {
      this.last = change;
      this.isOurs = false;
      return false;
    }
    const { textDocument, contentChanges } = change.params;
    if (!this.isOurs) last.params = { ...last.params, contentChanges: [...last.params.contentChanges] };
    this.isOurs = true;
    for (const one of contentChanges) last.params.contentChanges.push(one);
    last.params.textDocument = textDocument;
    return true;
  }
}

/** A change of the shape the protocol gives it: any other must fail alone. */
function asChange(message: Message): Change | undefined {
  const { method, params } = (message ?? {}) as Partial<Change>;
  if (method !== 'textDocument/didChange' || 'id' in message) return undefined;
  const { textDocument, contentChanges } = (params ?? {}) as Partial<DidChangeTextDocumentParams>;
  if (typeof textDocument?.uri !== 'string' || typeof textDocument.version !== 'number') return undefined;
  if (!Array.isArray(contentChanges)) return undefined;
  try {
    for (const change of contentChanges) checked(change);
  } catch {
    return undefined;
  }
  return message as Change;
}
