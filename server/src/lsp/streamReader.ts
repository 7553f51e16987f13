/**
 * Reads messages from a stream, all that have come at once. The library's own reader hands over one in each turn of the event
 * loop, which makes a queue of keys that are typed faster.
 */
import type { Readable } from 'node:stream';
import { AbstractMessageReader, Disposable, type DataCallback, type Message } from 'vscode-jsonrpc/node';
import { Frames } from './frames';

export class StreamReader extends AbstractMessageReader {
  private isClosed = false;

  constructor(private readonly stream: Readable) {
    super();
  }

  listen(heard: DataCallback): Disposable {
    const frames = new Frames();
    const data = (chunk: Buffer): void => {
      for (const content of frames.read(chunk)) {
        if (content instanceof Error) this.fireError(content);
        else this.hear(content, heard);
      }
    };
    const failed = (error: Error): void => this.fireError(error);
    const closed = (): void => {
      if (!this.isClosed) this.fireClose();
      this.isClosed = true;
    };
    const { stream } = this;
    stream.on('data', data).on('error', failed).on('end', closed).on('close', closed);
    return Disposable.create(() =>
      stream.off('data', data).off('error', failed).off('end', closed).off('close', closed),
    );
  }

  private hear(content: Buffer, heard: DataCallback): void {
    try {
      heard(JSON.parse(content.toString('utf8')) as Message);
    } catch (error) {
      // Those behind it are heard all the same.
      this.fireError(error);
    }
  }
}
