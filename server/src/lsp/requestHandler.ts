/**
 * The one wrapper around everything that answers the editor: parameters of the right shape, the file's snapshot,
 * cancellation, errors and timing. A mistake in one handler ends that request, never the process.
 */
import { ErrorCodes, ResponseError, type CancellationToken } from 'vscode-jsonrpc/node';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { REQUEST_CANCELLED } from './constants';
import type { Documents, FileView } from './documents';
import type { ServerSettings } from './settings';

export interface Log {
  error(message: string): void;
  warn(message: string): void;
}

/** What is known about who asks. */
export interface Editor {
  /** What the client said about itself, which may lack anything. */
  client(): ClientCapabilities;
  readonly settings: Pick<ServerSettings, 'current' | 'pages' | 'canRun'>;
}

export interface Handlers {
  readonly editor: Editor;
  /** A request of its own shape; `check` says what is wrong with the parameters, or undefined. */
  request<P, R>(
    name: string,
    check: (params: unknown) => string | undefined,
    handle: (params: P, token: CancellationToken) => Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;
  /** A request about one file. A file of no project has the answer `empty`. */
  file<P extends FileParams, R>(
    name: string,
    empty: R,
    handle: (view: FileView, params: P) => R,
  ): (params: P, token: CancellationToken) => R | ResponseError<never>;
  /** A notification: nobody waits for it, so an error is only logged. */
  notification<P>(name: string, handle: (params: P) => void): (params: P) => void;
}

interface FileParams {
  readonly textDocument: { readonly uri: string };
}

/** A request that keeps others waiting for longer is worth a line in the log. */
const SLOW_MS = 100;

/** `heard` is told of every message before it is handled. */
export function requestHandlers(
  documents: Documents,
  log: Log,
  now: () => number,
  editor: Editor,
  heard: () => void = () => undefined,
): Handlers {
  const failed = (name: string, error: unknown) => {
    log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const reason = error instanceof Error ? error.message : String(error);
    return new ResponseError<never>(ErrorCodes.InternalError, `${name} failed: ${reason}`);
  };
  const invalid = (name: string, problem: string) =>
    new ResponseError<never>(ErrorCodes.InvalidParams, `${name}: ${problem}`);

  return {
    editor,
    request: (name, check, handle) => async (params, token) => {
      heard();
      try {
        const problem = check(params);
        if (problem !== undefined) return invalid(name, problem);
        return await handle(params, token);
      } catch (error) {
        return failed(name, error);
      }
    },
    file: (name, empty, handle) => (params, token) => {
      heard();
      if (token.isCancellationRequested) return new ResponseError(REQUEST_CANCELLED, `${name} cancelled`);
      const started = now();
      try {
        if (!hasFile(params)) return invalid(name, 'textDocument.uri is missing');
        const view = documents.view(params.textDocument.uri);
        return view ? handle(view, params) : empty;
      } catch (error) {
        return failed(name, error);
      } finally {
        const took = now() - started;
        if (took > SLOW_MS) log.warn(`${name} took ${took.toFixed(0)} ms`);
      }
    },
    notification: (name, handle) => (params) => {
      heard();
      try {
        handle(params);
      } catch (error) {
        failed(name, error);
      }
    },
  };
}

/** Whether the parameters name a file. They come from outside: their declared type is only a promise. */
function hasFile(params: unknown): boolean {
  const { textDocument } = (params ?? {}) as { textDocument?: { uri?: unknown } | null };
  return typeof textDocument?.uri === 'string';
}
