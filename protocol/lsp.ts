/** The messages between client and server beyond the language server protocol. Not imported by the webview. */
import { NotificationType0, ProgressType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { ArgumentsParams, ArgumentsResult } from './arguments';
import type { ProjectClient } from './clients';
import type { EditorModelParams, EditorModelResult } from './editorModels';
import type { FileParams, FileResult, FolderParams, FolderResult } from './files';
import type { FunctionInfo } from './functions';
import type { MomentFacts, MomentParams, QuirkNote, StreamTypes } from './insight';
import type {
  KeyDestinationParams,
  KeyDestinationResult,
  MissingKeyParams,
  MissingKeyResult,
  RunVariablesParams,
  StoredKeysParams,
  StoredKeysResult,
  VariableInfo,
} from './keys';
import type { RequestPreview, RequestPreviewParams } from './request';
import type { CallingCodeResult, FunctionParams, NewTestParams, NewTestResult } from './writing';
import type { Json, RunEvent, RunParams, RunResult } from './run';
import type { JudgeTestParams, JudgeTestResult } from './testing';
import type { RereadParams, RereadResult } from './whatIf';

/**
 * Runs a function. Events arrive as progress under `partialResultToken`, in order; the result is a summary only.
 * `$/cancelRequest` closes the connection, and the request still resolves, with the outcome `cancelled`. No event
 * follows the one of type `finished`, and that one precedes the response.
 */
export const RunRequest = new RequestType<RunParams & { readonly partialResultToken: string }, RunResult, void>(
  'bamlLive/run',
);

/** The progress of a run, in batches. */
export const RunProgress = new ProgressType<readonly RunEvent[]>();

/** All functions of all projects the server knows. */
export const FunctionsRequest = new RequestType0<readonly FunctionInfo[], void>('bamlLive/functions');

/** What a run would send. Nothing is sent, fetched or asked for. */
export const RequestPreviewRequest = new RequestType<RequestPreviewParams, RequestPreview, void>(
  'bamlLive/requestPreview',
);

/** What was received in a run, read by the types as they are now. Cancelled when another reading is asked for. */
export const RereadRequest = new RequestType<RereadParams, RereadResult, void>('bamlLive/reread');

/** Whether the answer of a run is what a test wants. */
export const JudgeTestRequest = new RequestType<JudgeTestParams, JudgeTestResult, void>('bamlLive/judgeTest');

/** The quirks in a run; null when the server does not remember it. */
export const QuirksRequest = new RequestType<{ readonly run: string }, readonly QuirkNote[] | null, void>(
  'bamlLive/quirks',
);

/** How one moment of a run was read; null when the server does not remember the run. */
export const MomentRequest = new RequestType<MomentParams, MomentFacts | null, void>('bamlLive/moment');

/** The types of generated code for a function's answer; null when it does not stream. `uri`: a file of its project. */
export const StreamTypesRequest = new RequestType<
  { readonly function: string; readonly uri: string },
  StreamTypes | null,
  void
>('bamlLive/streamTypes');

/** The types a recording was made with, written as BAML; null when they cannot be read. */
export const SchemaTextRequest = new RequestType<{ readonly ir: Json }, string | null, void>('bamlLive/schemaText');

/** The clients of all projects the server knows. */
export const ClientsRequest = new RequestType0<readonly ProjectClient[], void>('bamlLive/clients');

/** The answer to `bamlLive/functions` may have changed. */
export const FunctionsChanged = new NotificationType0('bamlLive/functionsChanged');

/**
 * The variables that the clients of all projects use, with where each value comes from. The client answers
 * `bamlLive/storedKeys` meanwhile.
 */
export const VariablesRequest = new RequestType0<readonly VariableInfo[], void>('bamlLive/variables');

/** What a function takes, and what is wrong with a text of arguments. */
export const ArgumentsRequest = new RequestType<ArgumentsParams, ArgumentsResult, void>('bamlLive/arguments');

/** Code that calls a function, by language. */
export const CallingCodeRequest = new RequestType<FunctionParams, CallingCodeResult, void>('bamlLive/callingCode');

/** A test of a function with given arguments, to be inserted. */
export const NewTestRequest = new RequestType<NewTestParams, NewTestResult, void>('bamlLive/newTest');

/** The same for one function and the client it is to be run with. */
export const RunVariablesRequest = new RequestType<RunVariablesParams, readonly VariableInfo[], void>(
  'bamlLive/runVariables',
);

/** Server to client; sent only when the client said `keys: true` in its `initializationOptions`. */
export const StoredKeysRequest = new RequestType<StoredKeysParams, StoredKeysResult, void>('bamlLive/storedKeys');

/** Server to client; cancelled when the run is. */
export const MissingKeyRequest = new RequestType<MissingKeyParams, MissingKeyResult, void>('bamlLive/missingKey');

/** Server to client; cancelled when the run is. */
export const KeyDestinationRequest = new RequestType<KeyDestinationParams, KeyDestinationResult, void>(
  'bamlLive/keyDestination',
);

/** Server to client: asks one of the editor's models. Cancelled when the run is. */
export const EditorModelRequest = new RequestType<EditorModelParams, EditorModelResult, void>('bamlLive/editorModel');

/** Pieces of the model's answer. */
export const EditorModelProgress = new ProgressType<readonly string[]>();

/** Server to client; sent only when the client said `files: true` in its `initializationOptions`. */
export const FolderRequest = new RequestType<FolderParams, FolderResult, void>('bamlLive/folder');

/** The same for a file. */
export const FileRequest = new RequestType<FileParams, FileResult, void>('bamlLive/file');
