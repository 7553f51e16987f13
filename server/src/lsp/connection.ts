/**
 * The connection to a client: what the server says and hears, as the protocol names it. JSON-RPC itself (requests, answers,
 * cancellation) is the library's.
 */
import {
  createMessageConnection,
  ParameterStructures,
  RequestType,
  type CancellationToken,
  type Disposable,
  type HandlerResult,
  type MessageReader,
  type MessageWriter,
  type NotificationType0,
  type ProgressType,
  type RequestType0,
} from 'vscode-jsonrpc/node';
import { ERROR_MESSAGE, WARNING_MESSAGE } from './constants';
import type {
  ClientNotifications,
  ClientRequests,
  RefreshMethod,
  ServerNotifications,
  ServerRequests,
} from './messages';
import { WaitingChange } from './waitingChange';

type Handler<T> =
  T extends RequestType<infer P, infer R, infer E>
    ? (params: P, token: CancellationToken) => HandlerResult<R, E>
    : never;
type Params<T> = T extends RequestType<infer P, infer _R, infer _E> ? P : never;
type Result<T> = T extends RequestType<infer _P, infer R, infer _E> ? R : never;

export interface Connection {
  onRequest<M extends keyof ClientRequests>(method: M, handler: Handler<ClientRequests[M]>): void;
  /** `shutdown` is the one request without parameters. */
  onRequest(method: 'shutdown', handler: () => HandlerResult<null, void>): void;
  onRequest<P, R>(
    type: RequestType<P, R, void>,
    handler: (params: P, token: CancellationToken) => HandlerResult<R, void>,
  ): void;
  onRequest<R>(type: RequestType0<R, void>, handler: (token: CancellationToken) => HandlerResult<R, void>): void;
  onNotification<M extends keyof ClientNotifications>(
    method: M,
    handler: (params: ClientNotifications[M]) => void,
  ): void;
  onNotification(method: 'exit', handler: () => void): void;
  onProgress<P>(type: ProgressType<P>, token: string, handler: (params: P) => void): Disposable;
  /** Called once, behind the first answer; whatever comes meanwhile is handled when it is done. */
  afterFirst(prepare: () => Promise<void>): void;
  /** The other side is gone. */
  onClose(handler: () => void): void;

  /** All that is sent is rejected when the client has gone or refuses. */
  sendRequest<M extends keyof ServerRequests>(
    method: M,
    params: Params<ServerRequests[M]>,
  ): Promise<Result<ServerRequests[M]>>;
  sendRequest(method: RefreshMethod): Promise<void>;
  sendRequest<P, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R>;
  sendNotification<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): Promise<void>;
  sendNotification(type: NotificationType0): Promise<void>;
  sendProgress<P>(type: ProgressType<P>, token: string | number, value: P): Promise<void>;

  /** Lines for the client's log. */
  readonly console: Console;
  listen(): void;
  dispose(): void;
}

interface Console {
  error(message: string): void;
  warn(message: string): void;
}

/** A connection that has not begun to listen. Changes of a document that wait behind each other are told as one. */
export function createConnection(reader: MessageReader, writer: MessageWriter): Connection {
  const waiting = new WaitingChange();
  let prepare: (() => Promise<void>) | undefined;
  let preparing: Promise<unknown> | undefined;
  const rpc = createMessageConnection(waiting.joining(reader), writer, undefined, {
    messageStrategy: {
      handleMessage: (message, next) => {
        waiting.taken(message);
        if (preparing) return preparing.then(() => next(message));
        const handled = Promise.resolve(next(message));
        if (prepare) {
          preparing = handled
            .then(prepare, prepare)
            .catch((error: unknown) => console.error(String(error)))
            .then(() => (preparing = undefined));
          prepare = undefined;
        }
        return handled;
      },
    },
  });
  const log = (type: typeof ERROR_MESSAGE | typeof WARNING_MESSAGE, message: string): void => {
    if (!isClosed) rpc.sendNotification('window/logMessage', { type, message }).catch(() => undefined);
  };
  const console: Console = {
    error: (message) => log(ERROR_MESSAGE, message),
    warn: (message) => log(WARNING_MESSAGE, message),
  };
  let isClosed = false;
  rpc.onClose(() => (isClosed = true));
  rpc.onDispose(() => (isClosed = true));
  rpc.onError(([error]) => console.error(`A message could not be read or written: ${error.message}`));

  const typed = (type: string | RequestType<unknown, unknown, unknown>) =>
    typeof type === 'string' && type !== 'shutdown' ? new RequestType(type, ParameterStructures.byName) : type;
  return {
    onRequest: (type: string | RequestType<unknown, unknown, unknown>, handler: never) =>
      void rpc.onRequest(typed(type) as never, handler),
    onNotification: (method: string, handler: never) => void rpc.onNotification(method, handler),
    onProgress: (type, token, handler) => rpc.onProgress(type, token, handler),
    afterFirst: (wanted) => void (prepare = wanted),
    onClose: (handler) => void rpc.onClose(handler),
    // A type that another bundle brings along is one of another copy of the library, which this one does not take.
    sendRequest: (type: string | { readonly method: string }, ...params: unknown[]) =>
      rpc.sendRequest(typeof type === 'string' ? type : type.method, ...params),
    sendNotification: (type: string, ...params: never[]) => rpc.sendNotification(type, ...params),
    sendProgress: (type, token, value) => rpc.sendProgress(type, token, value as never),
    console,
    listen: () => rpc.listen(),
    dispose: () => rpc.dispose(),
  } as Connection;
}
