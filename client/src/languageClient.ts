/** The language server as the extension sees it: started when it is first needed, restarted when it dies. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, CloseAction, LanguageClientOptions } from 'vscode-languageclient/node';
import type { ArgumentsParams, ArgumentsResult } from '../../protocol/arguments';
import { SIMULATIONS, type ClientChoice } from '../../protocol/clients';
import type { FunctionInfo } from '../../protocol/functions';
import type { MomentFacts, MomentParams, QuirkNote, StreamTypes } from '../../protocol/insight';
import type { RequestPreview, RequestPreviewParams } from '../../protocol/request';
import type { Json, RunEvent, RunParams, RunResult } from '../../protocol/run';
import type { RereadParams, RereadResult } from '../../protocol/whatIf';
import type { RunVariablesParams, VariableInfo } from '../../protocol/keys';
import { l10n } from '../../protocol/l10n';
import type { JudgeTestParams, JudgeTestResult } from '../../protocol/testing';
import type { CallingCodeResult, FunctionParams, NewTestParams, NewTestResult } from '../../protocol/writing';
import { askEditorModel, EditorModelList } from './editorModels';
import type { KeyQuestions } from './keys/keyQuestions';
import { isServed } from './languageFeatures';
import { languageMiddleware } from './languageMiddleware';
import type { RunServer } from './playground/activeRun';
import { clientOfServer } from './startServer';
import { readFile, readFolder } from './workspaceFiles';

/** So many deaths within so long are a mistake of ours that a restart does not cure. */
const MAX_CRASHES = 4;
const CRASH_WINDOW_MS = 3 * 60_000;

/** One that has not started by then will not: a restart does not wait for it. */
const START_LIMIT_MS = 10_000;

const STOPPED = 'it stopped unexpectedly.';

/** Resolves when the work is done, well or not, or when the time is up. */
async function within(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([timeUp, work?.catch(() => undefined)]);
  clearTimeout(timer);
}

/** Whether a request got no answer because the connection ended. */
function isLost(error: unknown, { ErrorCodes, ResponseError }: Library): boolean {
  const codes: readonly number[] = [ErrorCodes.PendingResponseRejected, ErrorCodes.ConnectionInactive];
  return error instanceof ResponseError && codes.includes(error.code);
}

/** Loaded when the server is first needed: activation itself stays cheap. */
const load = async () => ({
  ...(await import('vscode-languageclient/node')),
  ...(await import('../../protocol/lsp')),
});
type Library = Awaited<ReturnType<typeof load>>;

interface Running {
  readonly client: BaseLanguageClient;
  readonly library: Library;
}

/**
 * Files on disk, in the folders of a virtual workspace, and new ones. Not the other side of a comparison or an old version of a
 * file: whatever else belongs to its project is not there, so all of its names would be unknown.
 */
function documentSelector(): { language: string; scheme: string }[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].map((scheme) => ({ language: 'baml', scheme }));
}

export class LanguageServer implements RunServer, vscode.Disposable {
  private current: Running | undefined;
  private starting: Promise<Running> | undefined;
  private crashes: number[] = [];
  /** A restart that has not begun. */
  private waiting: Promise<void> | undefined;
  private lastRestart: Promise<void> = Promise.resolve();
  private asked: Promise<readonly FunctionInfo[]> | undefined;
  private readonly models = new EditorModelList();
  private readonly stateEmitter = new vscode.EventEmitter<void>();
  private readonly functionsEmitter = new vscode.EventEmitter<void>();
  /** The server came or went. */
  readonly onDidChangeState = this.stateEmitter.event;
  /** The functions of the projects may have changed. */
  readonly onDidChangeFunctions = this.functionsEmitter.event;

  constructor(
    /** The folder of the extension. */
    private readonly extension: vscode.Uri,
    /** The folder with the pages about checks, as a URI. */
    private readonly checkPages: string,
    private readonly keys: KeyQuestions,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  get isReady(): boolean {
    return this.current !== undefined && this.current.client.state === this.current.library.State.Running;
  }

  /** Starts the server unless it is up. Rejects when it cannot be started. */
  start(): Promise<Running> {
    if (this.starting) return this.starting;
    const starting = this.launch().catch((error: unknown) => {
      // Another one may have been started since.
      if (this.starting === starting) this.starting = undefined;
      throw error;
    });
    this.starting = starting;
    return starting;
  }

  /** One after the other; who asks while one waits for its turn is served by that one. */
  restart(): Promise<void> {
    this.crashes = [];
    this.waiting ??= this.lastRestart = this.lastRestart
      .catch(() => undefined)
      .then(async () => {
        this.waiting = undefined;
        await this.stop();
        await this.start();
      });
    return this.waiting;
  }

  async restartIfUp(): Promise<void> {
    if (!this.isReady) return;
    await this.restart().catch((error: unknown) => this.output.error(`restarting the server: ${String(error)}`));
  }

  async stop(): Promise<void> {
    // A client that is still starting cannot be stopped: it would come up later, beside its successor. Meanwhile another one may
    // have been started.
    for (let awaited: Promise<unknown> | undefined; awaited !== this.starting;) {
      awaited = this.starting;
      await within(START_LIMIT_MS, awaited);
    }
    const client = this.current?.client;
    this.current = undefined;
    this.starting = undefined;
    await client?.dispose().catch((error: unknown) => this.output.warn(`stopping the server: ${String(error)}`));
  }

  /** Those who ask in one turn, as several do when functions have changed, are answered by one request. */
  functions(): Promise<readonly FunctionInfo[]> {
    if (!this.asked) {
      this.asked = this.start().then(({ client, library }) => client.sendRequest(library.FunctionsRequest));
      queueMicrotask(() => (this.asked = undefined));
    }
    return this.asked;
  }

  async requestPreview(params: RequestPreviewParams): Promise<RequestPreview> {
    const { client, library } = await this.start();
    return client.sendRequest(library.RequestPreviewRequest, params);
  }

  /** The quirks in a run; null when the server does not know it, or `signal` has aborted. */
  async quirks(run: string, signal: AbortSignal): Promise<readonly QuirkNote[] | null> {
    const { client, library } = await this.start();
    const cancellation = new vscode.CancellationTokenSource();
    signal.addEventListener('abort', () => cancellation.cancel());
    return client.sendRequest(library.QuirksRequest, { run }, cancellation.token);
  }

  async moment(params: MomentParams): Promise<MomentFacts | null> {
    const { client, library } = await this.start();
    return client.sendRequest(library.MomentRequest, params);
  }

  async streamTypes(name: string, uri: string): Promise<StreamTypes | null> {
    const { client, library } = await this.start();
    return client.sendRequest(library.StreamTypesRequest, { function: name, uri });
  }

  /** The types of a recording as BAML; null when they cannot be read. */
  async schemaText(ir: Json): Promise<string | null> {
    const { client, library } = await this.start();
    return client.sendRequest(library.SchemaTextRequest, { ir });
  }

  /** Ways to run a function besides its own client: clients of the projects, models of the editor, simulations. */
  async clients(): Promise<readonly ClientChoice[]> {
    const { client, library } = await this.start();
    const [ofProjects, ofEditor] = await Promise.all([client.sendRequest(library.ClientsRequest), this.models.list()]);
    return [
      ...ofProjects.map(({ name, project }) => ({ id: name, label: name, kind: 'project' as const, project })),
      ...ofEditor.map(({ id, name, vendor }) => ({
        id: `vscode-lm/${id}`,
        label: l10n.t('{0} · {1} (editor)', name, vendor),
        kind: 'editor' as const,
        project: null,
      })),
      ...SIMULATIONS.map(({ id, label }) => ({ id, label, kind: 'simulated' as const, project: null })),
    ];
  }

  /** The environment variables that clients use, without their values. */
  async variables(): Promise<readonly VariableInfo[]> {
    const { client, library } = await this.start();
    return client.sendRequest(library.VariablesRequest);
  }

  /** What a function takes, and what is wrong with a text of arguments. */
  async arguments(params: ArgumentsParams): Promise<ArgumentsResult> {
    const { client, library } = await this.start();
    return client.sendRequest(library.ArgumentsRequest, params);
  }

  async callingCode(params: FunctionParams): Promise<CallingCodeResult> {
    const { client, library } = await this.start();
    return client.sendRequest(library.CallingCodeRequest, params);
  }

  async newTest(params: NewTestParams): Promise<NewTestResult> {
    const { client, library } = await this.start();
    return client.sendRequest(library.NewTestRequest, params);
  }

  /** What was received in a run, read by the types as they are now; resolves as cancelled when `signal` aborts. */
  async reread(params: RereadParams, signal: AbortSignal): Promise<RereadResult> {
    const { client, library } = await this.start();
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = () => cancellation.cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) return { kind: 'cancelled' };
      return await client.sendRequest(library.RereadRequest, params, cancellation.token);
    } catch (error) {
      if (signal.aborted) return { kind: 'cancelled' };
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  /** Those a run of one function would read. */
  async runVariables(params: RunVariablesParams): Promise<readonly VariableInfo[]> {
    const { client, library } = await this.start();
    return client.sendRequest(library.RunVariablesRequest, params);
  }

  /** Whether the answer of a run is what a test wants. */
  async judgeTest(params: JudgeTestParams): Promise<JudgeTestResult> {
    const { client, library } = await this.start();
    return client.sendRequest(library.JudgeTestRequest, params);
  }

  async run(
    params: RunParams,
    onEvents: (events: readonly RunEvent[]) => void,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const { client, library } = await this.start();
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = () => cancellation.cancel();
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    const progress = client.onProgress(library.RunProgress, params.run, onEvents);
    let lost: vscode.Disposable | undefined;
    const death = new Promise<never>((_, reject) => {
      lost = client.onDidChangeState(({ newState }) => {
        if (newState === library.State.Stopped) reject(new Error(STOPPED));
      });
    });
    try {
      const request = client.sendRequest(
        library.RunRequest,
        { ...params, partialResultToken: params.run },
        cancellation.token,
      );
      return await Promise.race([request, death]);
    } catch (error) {
      throw client.state === library.State.Running && !isLost(error, library) ? error : new Error(STOPPED);
    } finally {
      lost?.dispose();
      progress.dispose();
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  dispose(): void {
    this.models.dispose();
    this.stateEmitter.dispose();
    this.functionsEmitter.dispose();
  }

  private async launch(): Promise<Running> {
    const library = await load();
    const client = await clientOfServer(this.extension, this.keys.seal.secret, this.options(library));
    this.current = { client, library };
    client.onDidChangeState(() => this.stateEmitter.fire());
    client.onNotification(library.FunctionsChanged, () => this.functionsEmitter.fire());
    client.onRequest(library.StoredKeysRequest, (params) => this.keys.stored(params));
    client.onRequest(library.MissingKeyRequest, (params, token) => this.keys.missing(params, token));
    client.onRequest(library.EditorModelRequest, (params, token) =>
      askEditorModel(
        params,
        (pieces) => void client.sendProgress(library.EditorModelProgress, params.partialResultToken, pieces),
        token,
      ),
    );
    client.onRequest(library.KeyDestinationRequest, (params, token) => this.keys.destination(params, token));
    client.onRequest(library.FolderRequest, readFolder);
    client.onRequest(library.FileRequest, readFile);
    await client.start();
    return { client, library };
  }

  private options(library: Library): LanguageClientOptions {
    return {
      documentSelector: documentSelector(),
      // One message for a pause in typing instead of a request for every key and every open file.
      initializationOptions: {
        diagnostics: 'push',
        checkPages: this.checkPages,
        keys: true,
        run: true,
        files: true,
        formats: isServed('formatting'),
        trusted: vscode.workspace.isTrusted,
      },
      outputChannel: this.output,
      revealOutputChannelOn: library.RevealOutputChannelOn.Never,
      errorHandler: {
        error: (error) => {
          this.output.error(`connection to the language server: ${error.message}`);
          return { action: library.ErrorAction.Continue, handled: true };
        },
        closed: () => this.closed(library.CloseAction),
      },
      middleware: languageMiddleware(),
    };
  }

  private closed(actions: typeof CloseAction): { action: CloseAction; handled: boolean } {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((then) => now - then < CRASH_WINDOW_MS), now];
    if (this.crashes.length < MAX_CRASHES) {
      this.output.warn('the language server stopped unexpectedly and is started again');
      return { action: actions.Restart, handled: true };
    }
    void this.offerRestart();
    return { action: actions.DoNotRestart, handled: true };
  }

  private async offerRestart(): Promise<void> {
    const message = l10n.t(
      'The language server of BAML Live stopped {0} times within three minutes and is not started again.',
      MAX_CRASHES,
    );
    const [restart, showLog] = [l10n.t('Restart'), l10n.t('Show Log')];
    const choice = await vscode.window.showErrorMessage(message, restart, showLog);
    if (choice === restart) await this.restart();
    else if (choice === showLog) this.output.show();
  }
}
