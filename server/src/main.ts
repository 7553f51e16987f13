/** The server as a Node process: `--node-ipc` when VS Code starts it, `--stdio` for any other editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './lsp/nodeHost';
import { startServer } from './server';

const connection = createConnection(ProposedFeatures.all);
const report = (error: unknown) =>
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));

// A mistake outside of any request is logged; the editor keeps its server.
process.on('uncaughtException', report);
process.on('unhandledRejection', report);

startServer(connection, createNodeHost());
connection.listen();
