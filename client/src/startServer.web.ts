/** Starts the language server as a worker of the browser. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  State,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import type * as local from './startServer';

/** What of a worker is used here: a browser's own types are not known where Node's are. */
interface ServerWorker {
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (address: string, options: { readonly name: string }) => ServerWorker;

export const clientOfServer: typeof local.clientOfServer = (extension, secret, options) => {
  const address = vscode.Uri.joinPath(extension, 'dist', 'server-web.js').toString(true);
  let worker: ServerWorker | undefined;
  // The client asks for one again whenever the last has ended. It would not know VS Code's own kind of worker as one.
  const start = (): Promise<MessageTransports> => {
    worker = new Worker(address, { name: 'BAML Live' });
    worker.postMessage({ seal: secret });
    const port = worker as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
    return Promise.resolve({ reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) });
  };
  const client = new LanguageClient('bamlLive', 'BAML Live', start, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return Promise.resolve(client);
};
