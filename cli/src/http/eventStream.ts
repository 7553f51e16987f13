/** Server-sent events to one client. */
import type { ServerResponse } from 'node:http';
import type { Json } from '../../../protocol/run';

/** While a client does not read, newer partials take the place of older ones. */
export class EventStream {
  private id = 0;
  private waiting: string | undefined;
  private isFull = false;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.on('drain', () => {
      this.isFull = false;
      this.flush();
    });
  }

  /** JSON has no line breaks of its own, so an event is one line of data. Without a name it is a `message`. */
  send(name: string | undefined, value: Json): void {
    const text = `${name === undefined ? '' : `event: ${name}\n`}id: ${this.id++}\ndata: ${JSON.stringify(value)}\n\n`;
    if (name === undefined && this.isFull) {
      this.waiting = text;
      return;
    }
    this.flush();
    this.isFull = !this.response.write(text);
  }

  end(): void {
    this.flush();
    this.response.end();
  }

  private flush(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting !== undefined && !this.response.destroyed) this.isFull = !this.response.write(waiting);
  }
}
