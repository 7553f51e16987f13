/** A language server of our own, asked over standard input and output: what the editor asks, without an editor. */
import { spawn, type ChildProcess } from 'node:child_process';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { FunctionInfo } from '../../protocol/functions';
import { FunctionsRequest, JudgeTestRequest, RunProgress, RunRequest } from '../../protocol/lsp';
import type { RunEvent, RunParams } from '../../protocol/run';
import type { JudgeTestParams, JudgeTestResult } from '../../protocol/testing';
import { EMPTY, fold, type Timeline } from '../../protocol/timeline';

export interface FileDiagnostics {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A run that is over: its events, and the timeline they fold into. */
export interface EndedRun {
  readonly events: readonly RunEvent[];
  readonly timeline: Timeline;
}

export class Session {
  private runs = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: ProtocolConnection,
  ) {}

  /** Starts a server on folders. */
  static async open(folders: readonly string[]): Promise<Session> {
    const server = path.join(__dirname, 'server.js');
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the language server ended with code ${code ?? 'none'}`)));
    });
    failed.catch(() => connection.dispose());
    connection.listen();
    const initialize = connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      // Diagnostics are asked for, so nothing is pushed.
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
      workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) })),
    });
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('client/registerCapability', () => null);
    await Promise.race([initialize, failed]);
    await connection.sendNotification('initialized', {});
    return new Session(child, connection);
  }

  functions(): Promise<readonly FunctionInfo[]> {
    return this.connection.sendRequest(FunctionsRequest);
  }

  judge(params: JudgeTestParams): Promise<JudgeTestResult> {
    return this.connection.sendRequest(JudgeTestRequest, params);
  }

  /** Of these files, as far as they belong to projects, which `functions` has waited for. */
  async diagnostics(files: readonly string[]): Promise<readonly FileDiagnostics[]> {
    if (!files.length) return [];
    // What is said to be known gets an answer also when there is nothing to complain about.
    const previousResultIds = files.map((file) => ({ uri: uriOf(file), value: 'none' }));
    const { items } = await this.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    return items.flatMap((item) =>
      item.kind === 'full' && item.resultId !== '' ? { uri: item.uri, diagnostics: item.items } : [],
    );
  }

  /** Resolves when the run has ended, however it ended. */
  async run(
    params: Omit<RunParams, 'run'>,
    signal: AbortSignal,
    heard: (event: RunEvent, timeline: Timeline) => void = () => undefined,
  ): Promise<EndedRun> {
    const run = `cli-${this.runs++}`;
    const events: RunEvent[] = [];
    let timeline = EMPTY;
    const progress = this.connection.onProgress(RunProgress, run, (batch) => {
      for (const event of batch) {
        events.push(event);
        timeline = fold(timeline, event);
        heard(event, timeline);
      }
    });
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await this.connection.sendRequest(RunRequest, { ...params, run, partialResultToken: run }, source.token);
      return { events, timeline };
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
      progress.dispose();
    }
  }

  /** Ends the server. A run that goes on is cancelled, and its connection closed. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    await this.connection.sendRequest('shutdown').catch(() => undefined);
    await this.connection.sendNotification('exit').catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    this.child.kill();
    this.connection.dispose();
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}
