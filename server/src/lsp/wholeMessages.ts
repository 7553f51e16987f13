/**
 * The library writes a message in two pieces, the header and then the content. Each wakes up the reader, which then waits for the
 * rest while it takes the processor from us; so both are written as one.
 */
import type { Writable } from 'node:stream';

const HEADER = 'Content-Length: ';

/** From now on the stream holds back the header of a message until its content is written. Everything else passes as it is. */
export function writeWholeMessages(stream: Writable): void {
  const write = stream.write.bind(stream) as (chunk: Buffer | string, ...rest: unknown[]) => boolean;
  let header: string | undefined;
  const written = (chunk: Buffer | string, ...rest: unknown[]): boolean => {
    if (header === undefined && typeof chunk === 'string' && chunk.startsWith(HEADER)) {
      header = chunk;
      const told = rest.at(-1);
      if (typeof told === 'function') queueMicrotask(told as () => void);
      return true;
    }
    if (header === undefined) return write(chunk, ...rest);
    const whole = typeof chunk === 'string' ? header + chunk : Buffer.concat([Buffer.from(header, 'latin1'), chunk]);
    header = undefined;
    return write(whole, ...rest);
  };
  stream.write = written as typeof stream.write;
}
