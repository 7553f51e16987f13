/**
 * The base protocol of LSP: messages as a stream of bytes, each behind a header with its length. What is not a message is an
 * error, and what follows it is read.
 */

/** No header is as long; what is longer is none. */
const LONGEST_HEADER = 64 * 1024;
const END_OF_HEADER = '\r\n\r\n';

/** Takes a stream apart, whatever pieces it comes in. */
export class Frames {
  /** What has come and was not read yet. */
  private chunks: Buffer[] = [];
  private size = 0;
  /** The length of the content that is being waited for; undefined while a header is. */
  private length: number | undefined;

  /** The contents of all messages that are complete with this piece, in order, and the errors between them. */
  *read(chunk: Uint8Array): Generator<Buffer | Error> {
    this.chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.size += chunk.byteLength;
    for (;;) {
      if (this.length === undefined) {
        const header = this.header();
        if (header === undefined) return;
        if (header instanceof Error) yield header;
        else this.length = header;
      } else {
        if (this.size < this.length) return;
        const content = this.take(this.length);
        this.length = undefined;
        yield content;
      }
    }
  }

  /** The length that the next header says; undefined while it is incomplete. */
  private header(): number | Error | undefined {
    if (!this.size) return undefined;
    const waiting = this.whole();
    const end = waiting.indexOf(END_OF_HEADER, 0, 'latin1');
    if (end < 0) {
      if (this.size <= LONGEST_HEADER) return undefined;
      // Its end may have begun.
      this.take(this.size - END_OF_HEADER.length + 1);
      return new Error('the header of a message does not end');
    }
    const lines = this.take(end + END_OF_HEADER.length)
      .toString('latin1', 0, end)
      .split('\r\n');
    for (const line of lines) {
      const [, digits] = /^content-length:\s*(\d+)\s*$/i.exec(line) ?? [];
      const length = Number(digits);
      if (Number.isSafeInteger(length)) return length;
    }
    return new Error(
      `the header of a message does not say its length: ${JSON.stringify(lines.join(' ').slice(0, 200))}`,
    );
  }

  private whole(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks, this.size)];
    return this.chunks[0]!;
  }

  private take(count: number): Buffer {
    const waiting = this.whole();
    const rest = waiting.subarray(count);
    this.chunks = rest.length ? [rest] : [];
    this.size = rest.length;
    return waiting.subarray(0, count);
  }
}
