/** The reads of a response body, each with the time it arrived. */

export interface Read {
  readonly bytes: Uint8Array;
  /** From `now` at the moment the bytes were there, however late they are taken. */
  readonly at: number;
}

/**
 * Gives every read of `body`. One read is always under way while the last one is being used, so its time is the time of
 * arrival and no more than one waits in memory. Rejects as the body does; `onBroken` hears of it at once, even while
 * nobody is waiting. Leaving the loop closes the body.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array>,
  now: () => number,
  onBroken: () => void,
): AsyncGenerator<Read, void, void> {
  const reader = body.getReader();
  const next = (): Promise<Read | null> => {
    const read = reader.read().then(({ done, value }) => (done ? null : { bytes: value, at: now() }));
    read.catch(onBroken);
    return read;
  };
  try {
    let pending = next();
    for (;;) {
      const read = await pending;
      if (!read) return;
      pending = next();
      yield read;
    }
  } finally {
    // Cancelling waits for the other side in some implementations; nothing depends on it.
    reader.cancel().catch(() => undefined);
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
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
