/**
 * The server as a Node process: `--node-ipc` when VS Code starts it, standard input and output for any other editor, whatever
 * else the editor adds to the command line.
 */
import { createConnection } from './lsp/connection';
import { collectNewAlone, NewSpace } from './lsp/newSpace';
import { createNodeHost } from './lsp/nodeHost';
import { ProcessLife } from './lsp/processLife';
import { collectGarbage, keepRoomForNew, SpareMemory } from './lsp/spareMemory';
import { transportOf } from './lsp/transport';
import { startServer } from './server';

const HELP = `baml-live-server: the language server of BAML Live

  baml-live-server [--stdio]     serve an editor on standard input and output
  baml-live-server --node-ipc    serve a Node process that has forked this one
  baml-live-server --version     print the version
  baml-live-server --help        print this

How to set up an editor: docs/editors.md`;

const args = process.argv.slice(2);
if (args.includes('--help')) process.stdout.write(`${HELP}\n`);
else if (args.includes('--version')) process.stdout.write(`${BAML_LIVE_VERSION}\n`);
else serve();

function serve(): void {
  const { reader, writer } = transportOf(args, process);
  const connection = createConnection(reader, writer);
  const report = (error: unknown) =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));

  // A mistake outside of any request is logged; the editor keeps its server.
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);

  collectNewAlone();
  const spare = new SpareMemory(collectGarbage, () => process.memoryUsage().heapUsed, keepRoomForNew);
  const room = new NewSpace();
  // Neither a project nor a program that is started from here finds it.
  const seal = process.env['BAML_LIVE_SEAL'];
  delete process.env['BAML_LIVE_SEAL'];
  const life = new ProcessLife(connection, process);
  startServer(connection, createNodeHost(), {
    version: BAML_LIVE_VERSION,
    worked: () => {
      spare.worked();
      room.worked();
    },
    // Only what is quick: all garbage is collected when the run is over.
    streamed: () => room.worked(),
    rehearses: true,
    ...(seal !== undefined && { seal }),
    initialized: (clientProcess) => {
      if (clientProcess !== null) life.follow(clientProcess);
    },
    shutDown: () => life.shutDown(),
  });
  connection.listen();
}
