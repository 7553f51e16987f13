/** Serves requests to the editor's models: asks the client, and answers as a provider does over HTTP. */
import type { Connection } from './connection';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { EditorModelResult } from '../../../protocol/editorModels';
import { EditorModelProgress, EditorModelRequest } from '../../../protocol/lsp';
import { EDITOR_MODEL_SCHEME, type EditorModelBody } from '../runtime/providers/vscodeLm';

const EVENT_STREAM = { 'content-type': 'text/event-stream' };

export class EditorModels {
  private asked = 0;

  constructor(private readonly connection: Connection) {}

  /** Whether a URL is one of an editor's model. */
  static serves(url: string): boolean {
    return url.startsWith(EDITOR_MODEL_SCHEME);
  }

  /**
   * As fetch: resolves with a stream of chat events. An abort of the signal cancels the model's answer and breaks the
   * stream off.
   */
  fetch(url: string, init: RequestInit): Promise<Response> {
    const model = decodeURIComponent(url.slice(EDITOR_MODEL_SCHEME.length));
    const { messages } = JSON.parse(typeof init.body === 'string' ? init.body : '{"messages":[]}') as EditorModelBody;
    const { signal } = init;
    const cancellation = new CancellationTokenSource();
    const partialResultToken = `bamlLive/editorModel/${++this.asked}`;
    const encoder = new TextEncoder();
    let abort = (): void => undefined;
    let listening: { dispose(): void } | undefined;
    let isOpen = true;

    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (event: unknown): void => {
          if (isOpen)
            controller.enqueue(
              encoder.encode(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`),
            );
        };
        const stop = (end: () => void): void => {
          if (!isOpen) return;
          isOpen = false;
          listening?.dispose();
          signal?.removeEventListener('abort', abort);
          end();
        };
        abort = () => {
          cancellation.cancel();
          stop(() => controller.error(new DOMException('This operation was aborted', 'AbortError')));
        };
        signal?.addEventListener('abort', abort, { once: true });
        if (signal?.aborted) return abort();
        listening = this.connection.onProgress(EditorModelProgress, partialResultToken, (pieces) => {
          for (const content of pieces) send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
        });
        this.connection
          .sendRequest(EditorModelRequest, { model, messages, partialResultToken }, cancellation.token)
          .catch((error: unknown): EditorModelResult => ({ kind: 'failed', message: messageOf(error) }))
          .then((result) => {
            send(result.kind === 'done' ? '[DONE]' : { error: { message: inWords(result), code: result.code } });
            stop(() => controller.close());
          })
          .catch(() => undefined);
      },
      cancel: () => {
        isOpen = false;
        signal?.removeEventListener('abort', abort);
        listening?.dispose();
        cancellation.cancel();
      },
    });
    return Promise.resolve(new Response(body, { headers: EVENT_STREAM }));
  }
}

/** What the editor's error means to the person. */
function inWords({ message, code }: Extract<EditorModelResult, { kind: 'failed' }>): string {
  switch (code) {
    case 'NoPermissions':
      return 'You have not allowed BAML Live to use this model of the editor. Run again to be asked, or allow it where the editor lists its language models.';
    case 'NotFound':
      return 'The editor does not have this model any more. Choose another client.';
    case 'Blocked':
      return `The editor refuses more requests to this model for now: ${message}`;
    default:
      return message;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
