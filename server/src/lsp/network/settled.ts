/** What is waited for on a socket: it comes, or the socket is closed. */
import type { Socket } from 'node:net';

export interface Waiting<T> {
  /** Whether it is over, one way or the other; `done` and `fail` mean nothing then. */
  readonly isOver: boolean;
  done(value: T): void;
  fail(error: unknown): void;
}

/**
 * What `listen` says is `done`. When it says `fail`, or the signal aborts, `sockets` are closed and the promise rejects with that error
 * or the signal's reason. `begin` is called once somebody listens, unless it is over by then. No listener stays on the signal.
 */
export function doneOrClosed<T>(
  sockets: readonly Socket[],
  signal: AbortSignal | undefined,
  listen: (waiting: Waiting<T>) => void,
  begin: () => void = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const over = (act: () => void): void => {
      if (isOver) return;
      isOver = true;
      signal?.removeEventListener('abort', abort);
      act();
    };
    const fail = (error: unknown): void =>
      over(() => {
        for (const socket of sockets) socket.destroy();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    const abort = (): void => fail(signal?.reason);
    listen({
      get isOver() {
        return isOver;
      },
      done: (value) => over(() => resolve(value)),
      fail,
    });
    if (signal?.aborted) abort();
    if (isOver) return;
    signal?.addEventListener('abort', abort, { once: true });
    begin();
  });
}
