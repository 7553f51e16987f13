/** `baml-live serve`: the functions of a project over HTTP, for a page or a program that is being built. */
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Console } from '../console';
import { workspaceOf } from '../files';
import { handler } from '../http/handler';
import { Session } from '../session';
import { EXIT, UsageError, type ExitCode } from '../usage';

export const SERVE_HELP = `baml-live serve [--project PATH] [--port N] [--host ADDRESS] [--allow-origin ORIGIN]…

  POST /call/Function     arguments as a JSON object; answers with the final value
  POST /stream/Function   the same, as server-sent events: every partial value as a message, then \`event: final\`
                          (or \`event: error\`) and the end
  GET  /stream/Function?args={…}   for a browser's EventSource
  GET  /functions         what there is

  When the client goes away, the call to the model is closed.

  --project       a folder of the project (default: this one)
  --port          default 2024; 0 takes a free one
  --host          default 127.0.0.1: only this machine. Anyone who can reach another address can spend your keys
  --allow-origin  a web origin whose pages may read the answers, such as http://localhost:3000`;

export interface ServeOptions {
  readonly project?: string;
  readonly port?: string;
  readonly host?: string;
  readonly 'allow-origin'?: readonly string[];
}

/** Serves until the signal aborts. */
export async function serve(options: ServeOptions, console: Console, signal: AbortSignal): Promise<ExitCode> {
  const port = Number(options.port ?? 2024);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`\`--port ${options.port}\` is no port.`);
  const host = options.host ?? '127.0.0.1';
  const origins = options['allow-origin'] ?? [];
  const session = await Session.open([workspaceOf(options.project ?? '.')]);
  const server = http.createServer(
    handler({ session, origins, isLocal: isLoopback(host), log: (line) => console.err(line) }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    }).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`Port ${port} of ${host} cannot be used: ${error.code ?? error.message}.`);
    });
    const functions = await session.functions();
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
    console.out(`Serving ${functions.length} ${functions.length === 1 ? 'function' : 'functions'} at ${address}`);
    for (const { name } of functions) console.out(`  POST ${address}/stream/${name}`);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return EXIT.ok;
  } finally {
    server.closeAllConnections();
    server.close();
    await session.close();
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
