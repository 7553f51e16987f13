/** Numbers of the protocol which its library keeps among its messages; those about documents come from its types. */
import type {
  CompletionTriggerKind,
  LSPErrorCodes,
  MessageType,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol';

export const REQUEST_CANCELLED = -32800 satisfies typeof LSPErrorCodes.RequestCancelled;
export const REQUEST_FAILED = -32803 satisfies typeof LSPErrorCodes.RequestFailed;
export const INCREMENTAL = 2 satisfies typeof TextDocumentSyncKind.Incremental;
export const BY_CHARACTER = 2 satisfies typeof CompletionTriggerKind.TriggerCharacter;
export const ERROR_MESSAGE = 1 satisfies typeof MessageType.Error;
export const WARNING_MESSAGE = 2 satisfies typeof MessageType.Warning;
