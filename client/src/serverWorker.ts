/** A worker with the language server: whether it has come up, and when it is gone. No worker says so by itself, and none has an end to listen to. */

/** What of a worker is used here: a browser's own types are not known where Node's are. */
export interface ServerWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: string, listener: (event: unknown) => void): void;
}

/** A worker that has said nothing by then never will: its file does not come, or it hangs. */
export const START_LIMIT_MS = 30_000;

/**
 * Waits for the first message of a worker, `server/src/webMain.ts` says that it is there. Rejects, and ends the worker, when that cannot be
 * loaded or is silent for `limit` milliseconds. `gone` is why, once a worker that had started is no more.
 */
export async function untilStarted(
  worker: ServerWorker,
  limit: number = START_LIMIT_MS,
): Promise<{ readonly gone: Promise<Error> }> {
  const gone = new Promise<Error>((resolve) => {
    // Its own mistakes the server keeps to itself: one that gets here has no server any more.
    worker.addEventListener('error', (event) => resolve(new Error(`the server's worker failed${wordsOf(event)}`)));
    worker.addEventListener('messageerror', () =>
      resolve(new Error("a message of the server's worker was unreadable")),
    );
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<Error>((resolve) => {
    const words = `the server's worker did not start within ${limit / 1000} seconds`;
    timer = setTimeout(() => resolve(new Error(words)), limit);
  });
  const spoken = new Promise<null>((resolve) => worker.addEventListener('message', () => resolve(null)));
  const failure = await Promise.race([spoken, gone, silent]);
  clearTimeout(timer);
  if (failure) {
    worker.terminate();
    throw failure;
  }
  void gone.then(() => worker.terminate());
  return { gone };
}

/** What an `ErrorEvent` tells; one about a file that could not be loaded tells nothing. */
function wordsOf(event: unknown): string {
  const message: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'message') : undefined;
  return typeof message === 'string' && message ? `: ${message}` : '';
}
