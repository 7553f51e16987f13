/** The messages between client and server beyond the language server protocol. Not imported by the webview. */
import { NotificationType0, ProgressType, RequestType, RequestType0 } from 'vscode-languageserver-protocol';
import type { FunctionInfo } from './functions';
import type { RunEvent, RunParams, RunResult } from './run';

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

/** The answer to `bamlLive/functions` may have changed. */
export const FunctionsChanged = new NotificationType0('bamlLive/functionsChanged');
