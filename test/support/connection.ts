/** A language server and a client of it in one process, joined by two streams: a journey without an editor. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type ServerCapabilities,
  type Range,
} from 'vscode-languageserver-protocol/node';
import { RunProgress, RunRequest } from '../../protocol/lsp';
import type { RunEvent, RunParams, RunResult } from '../../protocol/run';
import { createConnection } from '../../server/src/lsp/connection';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { StreamReader } from '../../server/src/lsp/streamReader';
import { uriOf } from '../../server/src/lsp/uris';
import type { RunHost } from '../../server/src/runtime/host';
import { startServer, type Surroundings } from '../../server/src/server';

/** Longer than a busy machine needs; a test that passes never waits for it. */
const LIMIT_MS = 20_000;

/** What a server says about a file, as it came over the wire. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly {
    readonly range: Range;
    readonly severity: number;
    readonly code: string;
    readonly codeDescription?: { readonly href: string };
    readonly message: string;
  }[];
}

/** What the client says about itself; nothing unless told. */
export interface TestClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The section `bamlLive` of the settings, asked for whenever the server wants to know. */
  readonly settings?: () => unknown;
  /** What opens the keys it sends. */
  readonly seal?: string;
  /** What the server tells the process around it. */
  readonly around?: Pick<Surroundings, 'worked' | 'streamed'>;
  /** Hears every byte of the traffic, in both directions. */
  readonly tap?: (bytes: Buffer) => void;
  /** Registers further handlers before anything is sent. */
  readonly prepare?: (connection: ProtocolConnection) => void;
}

export interface TestClient {
  readonly connection: ProtocolConnection;
  /** What the server said it can do. */
  readonly capabilities: ServerCapabilities;
  /** Everything published so far, in order. */
  readonly published: readonly Published[];
  open(uri: string, text: string, version?: number): void;
  /** A string replaces the whole text. */
  change(uri: string, version: number, ...changes: readonly (string | RangedChange)[]): void;
  /** The diagnostics that were published last for a file with this version or a newer one. */
  diagnostics(uri: string, version?: number): Promise<Published['diagnostics']>;
  /** Notifications that arrive all at once, as from an editor that is faster than the server. */
  burst(method: string, params: readonly unknown[]): void;
  run(params: RunParams): TestRun;
  stop(): Promise<void>;
}

export interface RangedChange {
  readonly range: Range;
  readonly text: string;
}

export interface TestRun {
  readonly events: readonly RunEvent[];
  readonly result: Promise<RunResult>;
  cancel(): void;
}

/** Starts a server on workspace folders. `host` changes the world of runs. */
export async function connect(
  folders: readonly string[] = [],
  host: Partial<RunHost> = {},
  client: TestClientOptions = {},
): Promise<TestClient> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  if (client.tap) for (const way of [up, down]) way.on('data', client.tap);
  const server = createConnection(new StreamReader(up), new StreamMessageWriter(down));
  startServer(
    server,
    { ...createNodeHost(), ...host },
    {
      ...client.around,
      ...(client.seal !== undefined && { seal: client.seal }),
    },
  );
  server.listen();

  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const published: Published[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    published.push(params as Published);
  });
  const { settings } = client;
  if (settings) connection.onRequest('workspace/configuration', () => [settings()]);
  client.prepare?.(connection);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { ...(settings && { workspace: { configuration: true } }), ...client.capabilities },
    initializationOptions: client.initializationOptions,
    workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) })),
  });
  await connection.sendNotification('initialized', {});

  return {
    connection,
    capabilities: initialized.capabilities,
    published,
    open: (uri, text, version = 1) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'baml', version, text },
      }),
    change: (uri, version, ...changes) =>
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: changes.map((change) => (typeof change === 'string' ? { text: change } : change)),
      }),
    diagnostics: async (uri, version) => {
      const isWanted = (params: Published) =>
        params.uri === uri && (version === undefined || (params.version ?? -1) >= version);
      return eventually(() => published.findLast(isWanted)?.diagnostics, `diagnostics of ${uri}`);
    },
    burst: (method, all) => {
      const messages = all.map((params) => Buffer.from(JSON.stringify({ jsonrpc: '2.0', method, params })));
      up.write(
        Buffer.concat(messages.flatMap((body) => [Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body])),
      );
    },
    run: (params) => {
      const events: RunEvent[] = [];
      // Never disposed: an event after the end would be seen.
      connection.onProgress(RunProgress, params.run, (batch) => void events.push(...batch));
      const source = new CancellationTokenSource();
      const request = { ...params, partialResultToken: params.run };
      const result = connection.sendRequest(RunRequest, request, source.token);
      return { events, result, cancel: () => source.cancel() };
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      connection.dispose();
      server.dispose();
      up.end();
      down.end();
    },
  };
}

/** A folder of files in the system's temporary directory, gone after the test that asked for it. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'baml-live-'));
  const write = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path: folder,
    write,
    uri: (name) => uriOf(path.join(folder, name)),
    remove: (name = '.') => rmSync(path.join(folder, name), { recursive: true, force: true }),
  };
}

export interface TemporaryFolder {
  readonly path: string;
  uri(name: string): string;
  write(name: string, content: string | Uint8Array): void;
  /** Removes a file or folder; without a name, everything. */
  remove(name?: string): void;
}

/** Asks at every turn until there is an answer. */
export async function eventually<T>(
  ask: () => T | undefined | false,
  what: string,
  limitMs: number = LIMIT_MS,
): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > until) throw new Error(`no ${what} within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
