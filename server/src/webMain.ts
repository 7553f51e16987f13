/**
 * The server as a worker of a browser, beside an extension in VS Code for the Web. Its first message is what opens the keys it
 * will be sent (`client/src/startServer.web.ts`); it answers that it is there, and the language server protocol follows.
 */
import { BrowserMessageReader, BrowserMessageWriter } from 'vscode-jsonrpc/browser';
import { createConnection } from './lsp/connection';
import { createWebHost } from './lsp/webHost';
import { startServer } from './server';

/** What is used of a worker's own scope: a browser's types are not known where Node's are. */
interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  /** Gives whether that was all there is to say about it: otherwise it is the client's, as the end of the worker. */
  onerror: ((message: unknown, file: unknown, line: unknown, column: unknown, error: unknown) => boolean) | null;
  onunhandledrejection: ((event: { readonly reason: unknown; preventDefault(): void }) => void) | null;
}
const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data }) => {
  scope.onmessage = null;
  const seal: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'seal') : undefined;
  const port = scope as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
  const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
  const report = (error: unknown) =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  // A mistake outside of any request is logged; the editor keeps its server.
  scope.onunhandledrejection = (event) => {
    event.preventDefault();
    report(event.reason);
  };
  scope.onerror = (message, _file, _line, _column, error) => {
    report(error ?? message);
    return true;
  };
  startServer(connection, createWebHost(), {
    version: BAML_LIVE_VERSION,
    ...(typeof seal === 'string' && { seal }),
  });
  connection.listen();
  scope.postMessage({ ready: true });
};
