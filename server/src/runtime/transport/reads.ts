/** The reads of a response body, each with the time it arrived. */

export interface Read {
  readonly bytes: Uint8Array;
  /** From `now` at the moment the bytes were there, however late they are taken. */
  readonly at: number;
}

/** So many bytes may wait to be used; then the connection is no longer read, and the provider has to wait. */
const MOST_WAITING = 256 * 1024;

/**
 * Gives every read of `body`. Reading goes on while what was read before is being used: so a read's time is the time of
 * its arrival, and what had arrived when the connection broke is not lost. Rejects as the body does, after its reads;
 * `onBroken` hears of it at once, whoever is waiting. Leaving the loop closes the body.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array>,
  now: () => number,
  onBroken: () => void,
): AsyncGenerator<Read, void, void> {
  const reader = body.getReader();
  reader.closed.catch(onBroken);
  const waiting: Read[] = [];
  let bytesWaiting = 0;
  let ending: { readonly error?: unknown } | undefined;
  let arrived = (): void => undefined;
  let used = (): void => undefined;

  const readAll = async (): Promise<void> => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        waiting.push({ bytes: value, at: now() });
        bytesWaiting += value.length;
        arrived();
        if (bytesWaiting >= MOST_WAITING) await new Promise<void>((resolve) => (used = resolve));
      }
      ending = {};
    } catch (error) {
      ending = { error };
    }
    arrived();
  };

  void readAll();
  try {
    for (;;) {
      const read = waiting.shift();
      if (read) {
        bytesWaiting -= read.bytes.length;
        if (bytesWaiting < MOST_WAITING) used();
        yield read;
      } else if (ending) {
        if ('error' in ending) throw ending.error;
        return;
      } else {
        await new Promise<void>((resolve) => (arrived = resolve));
      }
    }
  } finally {
    // Cancelling waits for the other side in some implementations; nothing depends on it.
    reader.cancel().catch(() => undefined);
    used();
  }
}

/** The first `limit` characters of a body, or what has come of it when `signal` aborts. Never rejects. */
export async function readExcerpt(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder('utf-8');
  let text = '';
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (text.length < limit && !signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    text += decoder.decode();
  } catch {
    // What has come so far is still worth showing.
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
  return text.slice(0, limit);
}
