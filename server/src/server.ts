/** The language server: what it can do, one line for each thing. Knows no transport and no process. */
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver-protocol';
import {
  ArgumentsRequest,
  CallingCodeRequest,
  ClientsRequest,
  FunctionsChanged,
  FunctionsRequest,
  MomentRequest,
  QuirksRequest,
  JudgeTestRequest,
  NewTestRequest,
  RequestPreviewRequest,
  RunProgress,
  RunRequest,
  SchemaTextRequest,
  RunVariablesRequest,
  RereadRequest,
  StreamTypesRequest,
  VariablesRequest,
} from '../../protocol/lsp';
import type { ArgumentsParams } from '../../protocol/arguments';
import type { MomentParams } from '../../protocol/insight';
import type { RunVariablesParams } from '../../protocol/keys';
import type { RereadParams } from '../../protocol/whatIf';
import type { Json } from '../../protocol/run';
import type { RequestPreviewParams } from '../../protocol/request';
import type { JudgeTestParams } from '../../protocol/testing';
import type { Project } from './language/languageService';
import type { FunctionParams, NewTestParams } from '../../protocol/writing';
import type { RunHost } from './runtime/host';
import type { Connection } from './lsp/connection';
import { INCREMENTAL } from './lsp/constants';
import { DiagnosticsPublisher } from './lsp/diagnosticsPublisher';
import { Documents } from './lsp/documents';
import { farBytes, farFiles } from './lsp/farFiles';
import { FileDiagnostics } from './lsp/fileDiagnostics';
import { FEATURES } from './lsp/features/index';
import { allClients } from './lsp/clients';
import { allFunctions, ChangeNotice } from './lsp/functions';
import { requestHandlers } from './lsp/requestHandler';
import {
  checkFunctionParams,
  checkNewTestParams,
  checkMomentParams,
  checkPreviewParams,
  checkQuirksParams,
  checkRunParams,
  checkStreamTypesParams,
  checkSchemaParams,
  checkRereadParams,
  checkVariablesParams,
} from './lsp/runParams';
import { streamTypesOf } from './lsp/streamTypes';
import { pathOf } from './lsp/localPaths';
import { snapshotLocator } from './lsp/locate';
import { Refresh } from './lsp/refresh';
import { PullDiagnostics } from './lsp/pullDiagnostics';
import { Rehearsal } from './lsp/rehearsal';
import { checkJudgeParams } from './lsp/judgeParams';
import { agreedEncoding } from './lsp/positionEncoding';
import type { RunRequestParams, Runs } from './lsp/runs';
import { ServerSettings } from './lsp/settings';
import { Workspace } from './lsp/workspace';

/** What the server needs to know of the process around it, and tells it. */
export interface Surroundings {
  /** Told to the client. */
  readonly version?: string;
  /** Called after changes and after what they made necessary. */
  worked?(): void;
  /** Called when events of a run are sent, and the next piece of its answer may come at any moment. */
  streamed?(): void;
  /** Whether the code is warmed up in the first pause. */
  readonly rehearses?: boolean;
  /** Opens the keys that the client sends (`lsp/environment/seal.ts`). */
  readonly seal?: string;
  /** The client has begun; its process, if it has said that. */
  initialized?(clientProcess: number | null): void;
  /** The client has asked for the end. */
  shutDown?(): void;
}

/** Serves the connection until it closes. The caller has created the connection and has not begun to listen. */
export function startServer(connection: Connection, host: RunHost, around: Surroundings = {}): void {
  const worked = () => around.worked?.();
  const now = () => host.now();
  /** The language half is most of the server, and a client that starts has first to hear what the server can do. */
  let makeProject: (() => Project) | undefined;
  connection.afterFirst(async () => {
    makeProject = (await import('./language/languageService')).createProject;
  });
  const createProject = (): Project => {
    if (!makeProject) throw new Error('nothing can be told before `initialize`');
    return makeProject();
  };
  const documents: Documents = new Documents(
    createProject,
    () => {
      diagnostics.changed();
      pull.changed();
      notice.changed();
      refresh.changed();
      worked();
    },
    now,
    () => (settings.givesFiles ? far : undefined),
  );
  const far = farFiles(connection);
  const readAnywhere: RunHost['readFile'] = (uri, most) =>
    pathOf(uri) === undefined ? farBytes(connection, uri, most) : host.readFile(uri, most);
  const settings: ServerSettings = new ServerSettings(connection, () => {
    diagnostics.changed();
    pull.changed();
    refresh.settingsChanged();
  });
  const refresh = new Refresh(connection, documents, settings);
  const files = new FileDiagnostics(documents, settings);
  const diagnostics = new DiagnosticsPublisher(
    documents,
    files,
    (params) => news(() => connection.sendNotification('textDocument/publishDiagnostics', params)),
    now,
    () => {
      rehearsal?.disturbed();
      worked();
    },
  );
  const rehearsal = around.rehearses ? new Rehearsal(documents, settings, now, () => diagnostics.isBusy) : undefined;
  const pull = new PullDiagnostics(connection, documents, files, now);
  const notice = new ChangeNotice(() => news(() => connection.sendNotification(FunctionsChanged)));
  /** The runtime half is a third of the server, and most start the server to write, not to run. */
  let runs: Promise<Runs> | undefined;
  const startRuns = async () => {
    const loaded = await import('./lsp/runs');
    const keys = {
      keeper: settings.keepsKeys
        ? loaded.keeperOf(connection, loaded.sealOpener(around.seal))
        : loaded.silentKeeper((name) => host.env(name)),
      folders: () => workspace.paths,
      farFolders: () => workspace.farFolders,
      envFileNames: () => (settings.isTrusted ? settings.current.envFiles : []),
      isTrusted: () => settings.isTrusted,
    };
    const http = () => settings.section('http');
    return new loaded.Runs(
      documents,
      settings.givesFiles ? { ...host, readFile: (uri, most) => readAnywhere(uri, most) } : host,
      keys,
      () => settings.current.timeouts,
      http,
      () => settings.current.mediaHosts,
      new loaded.EditorModels(connection),
      (token, events) => {
        if (events.at(-1)?.type === 'finished') worked();
        else around.streamed?.();
        return connection.sendProgress(RunProgress, token, events);
      },
    );
  };
  const workspace = new Workspace(connection, documents);
  let client: ClientCapabilities = {};
  const editor = { client: () => client, settings };
  const handlers = requestHandlers(documents, connection.console, now, editor, () => rehearsal?.disturbed());
  const { request, notification } = handlers;

  connection.onRequest('initialize', (params) => {
    const clientProcess: unknown = params.processId;
    around.initialized?.(typeof clientProcess === 'number' ? clientProcess : null);
    documents.encoding = agreedEncoding(params.capabilities?.general?.positionEncodings);
    workspace.initialize(params);
    settings.initialize(params);
    pull.initialize(params);
    refresh.initialize(params);
    if (pull.replacesPush) diagnostics.dispose();
    client = params.capabilities ?? {};
    return {
      serverInfo: { name: 'BAML Live', ...(around.version !== undefined && { version: around.version }) },
      capabilities: capabilities(client, pull, settings),
    };
  });
  connection.onNotification(
    'initialized',
    notification('initialized', () => {
      void settings.start();
      void workspace.start();
    }),
  );
  connection.onRequest('shutdown', async () => {
    around.shutDown?.();
    diagnostics.dispose();
    pull.dispose();
    notice.dispose();
    refresh.dispose();
    rehearsal?.dispose();
    await (await runs)?.dispose();
    return null;
  });

  connection.onNotification(
    'textDocument/didOpen',
    notification('didOpen', ({ textDocument }) => documents.didOpen(textDocument)),
  );
  connection.onNotification(
    'textDocument/didChange',
    notification('didChange', ({ textDocument, contentChanges }) =>
      documents.didChange(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onNotification(
    'textDocument/didClose',
    notification('didClose', ({ textDocument }) => documents.didClose(textDocument.uri)),
  );
  connection.onNotification(
    'workspace/didChangeWatchedFiles',
    notification('didChangeWatchedFiles', ({ changes }) => documents.watched(changes.map((change) => change.uri))),
  );

  pull.register(handlers);
  for (const feature of FEATURES) feature.register(connection, handlers, documents);
  connection.onRequest(
    RunRequest,
    request('run', checkRunParams, async (params: RunRequestParams, token) => {
      runs ??= startRuns();
      return (await runs).run(params, token);
    }),
  );
  connection.onRequest(
    SchemaTextRequest,
    request('schemaText', checkSchemaParams, async ({ ir }: { readonly ir: Json }) => {
      runs ??= startRuns();
      return (await runs).schemaText(ir);
    }),
  );
  connection.onRequest(
    RequestPreviewRequest,
    request('requestPreview', checkPreviewParams, async (params: RequestPreviewParams) => {
      runs ??= startRuns();
      return (await runs).preview(params);
    }),
  );
  connection.onRequest(
    JudgeTestRequest,
    request('judgeTest', checkJudgeParams, async (params: JudgeTestParams) => {
      runs ??= startRuns();
      return (await runs).judge(params);
    }),
  );
  connection.onRequest(
    RunVariablesRequest,
    request('runVariables', checkVariablesParams, async (params: RunVariablesParams) => {
      runs ??= startRuns();
      return (await runs).runVariables(params);
    }),
  );
  connection.onRequest(
    RereadRequest,
    request('reread', checkRereadParams, async (params: RereadParams, token) => {
      runs ??= startRuns();
      return (await runs).rereads.reread(params, token);
    }),
  );
  connection.onRequest(
    QuirksRequest,
    request('quirks', checkQuirksParams, async ({ run }: { run: string }, token) =>
      runs ? (await runs).memory.quirks(run, token) : null,
    ),
  );
  connection.onRequest(
    MomentRequest,
    request('moment', checkMomentParams, async (params: MomentParams) =>
      runs ? (await runs).memory.moment(params) : null,
    ),
  );
  connection.onRequest(
    StreamTypesRequest,
    request('streamTypes', checkStreamTypesParams, async (params: { function: string; uri: string }) => {
      const snapshot = (await documents.projectOf(params.uri))?.project.snapshot();
      return snapshot ? streamTypesOf(snapshot, params.function, snapshotLocator(documents, snapshot)) : null;
    }),
  );
  const variables = request('variables', anything, async () => {
    runs ??= startRuns();
    return (await runs).variables();
  });
  connection.onRequest(VariablesRequest, (token) => variables(undefined, token));
  connection.onRequest(
    ArgumentsRequest,
    request('arguments', checkFunctionParams, async (params: ArgumentsParams) =>
      (await import('./lsp/argumentsForm')).argumentsOf(documents, params),
    ),
  );
  connection.onRequest(
    CallingCodeRequest,
    request('callingCode', checkFunctionParams, async (params: FunctionParams) =>
      (await import('./lsp/writing')).callingCodeOf(documents, params),
    ),
  );
  connection.onRequest(
    NewTestRequest,
    request('newTest', checkNewTestParams, async (params: NewTestParams) =>
      (await import('./lsp/writing')).newTest(documents, params),
    ),
  );
  const clients = request('clients', anything, () => allClients(documents));
  connection.onRequest(ClientsRequest, (token) => clients(undefined, token));
  const functions = request('functions', anything, async () => {
    notice.wanted();
    // A client that asks at once wants to know all there is.
    await workspace.found;
    return allFunctions(documents, now);
  });
  connection.onRequest(FunctionsRequest, (token) => functions(undefined, token));
}

/** Sends what nobody waits for. A connection that has closed meanwhile throws or rejects, and nobody is left to tell. */
function news(send: () => Promise<void>): void {
  try {
    send().catch(() => undefined);
  } catch {
    // closed
  }
}

function anything(): undefined {
  return undefined;
}

function capabilities(client: ClientCapabilities, pull: PullDiagnostics, settings: ServerSettings): ServerCapabilities {
  return {
    positionEncoding: agreedEncoding(client.general?.positionEncodings),
    textDocumentSync: { openClose: true, change: INCREMENTAL },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...pull.capabilities(),
    ...Object.assign({}, ...FEATURES.map((feature) => feature.capabilities(client, settings))),
  };
}
