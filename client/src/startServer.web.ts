/** Starts the language server as a worker of the browser. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  State,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { untilStarted, type ServerWorker } from './serverWorker';
import type * as local from './startServer';

declare const Worker: new (address: string, options: { readonly name: string }) => ServerWorker;

/** Ends when its worker does: then the client starts another, or says that it will not. */
class ServerReader extends BrowserMessageReader {
  end(): void {
    this.fireClose();
  }
}

export const clientOfServer: typeof local.clientOfServer = (extension, secret, options) => {
  const address = vscode.Uri.joinPath(extension, 'dist', 'server-web.js').toString(true);
  let worker: ServerWorker | undefined;
  // The client asks for one again whenever the last has ended. It would not know VS Code's own kind of worker as one.
  const start = async (): Promise<MessageTransports> => {
    const starting = (worker = new Worker(address, { name: 'BAML Live' }));
    starting.postMessage({ seal: secret });
    const { gone } = await untilStarted(starting);
    const port = starting as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
    const reader = new ServerReader(port);
    void gone.then((why) => {
      options.outputChannel?.appendLine(why.message);
      reader.end();
    });
    return { reader, writer: new BrowserMessageWriter(port) };
  };
  const client = new LanguageClient('bamlLive', 'BAML Live', start, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return Promise.resolve(client);
};
