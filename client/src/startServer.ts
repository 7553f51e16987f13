/** Starts the language server as a process of its own. In VS Code for the Web: `startServer.web.ts`. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient/node';
import { SERVER_FLAGS } from './serverFlags';

/**
 * A client with its server, neither of them started. `extension` is where the bundles are; `secret` opens the keys that the server is
 * sent, and goes to it apart from the protocol.
 */
export async function clientOfServer(
  extension: vscode.Uri,
  secret: string | undefined,
  options: LanguageClientOptions,
): Promise<BaseLanguageClient> {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const entry = {
    module: vscode.Uri.joinPath(extension, 'dist', 'server.js').fsPath,
    transport: TransportKind.ipc,
    options: { env: secret === undefined ? {} : { BAML_LIVE_SEAL: secret }, execArgv: [...SERVER_FLAGS] },
  };
  const debug = { ...entry, options: { ...entry.options, execArgv: [...SERVER_FLAGS, '--nolazy', '--inspect=6009'] } };
  return new LanguageClient('bamlLive', 'BAML Live', { run: entry, debug }, options);
}
