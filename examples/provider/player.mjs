// Plays events into one HTTP response at their times, and notes when the client hangs up.

export class Player {
  #response;
  #speed;
  #entry;
  #start = performance.now();
  #gone;

  /** `entry` is the request's line of the log; `speed` 0 plays at once. */
  constructor(response, speed, entry) {
    this.#response = response;
    this.#speed = speed;
    this.#entry = entry;
    this.#gone = new Promise((resolve) => {
      response.once('close', () => {
        if (!entry.finished) entry.closedByClientAt = Date.now();
        resolve();
      });
    });
  }

  /** Waits until `ms` after the request, at the player's speed. False when the client has gone by then. */
  async until(ms) {
    return this.#pause(this.#speed === 0 ? 0 : this.#start + ms / this.#speed - performance.now());
  }

  async #pause(ms) {
    if (ms > 0) {
      let timer;
      await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, ms))), this.#gone]);
      clearTimeout(timer);
    }
    return !this.#response.destroyed;
  }

  /** Response headers of an event stream; they leave at once. */
  open(headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }) {
    this.#response.writeHead(200, headers);
    this.#response.flushHeaders();
    this.#response.socket?.setNoDelay(true);
  }

  /**
   * Headers, then every batch of events in one write at its time, then the end as recorded: `[DONE]` was part of the
   * last event, a failure loses the connection.
   */
  async stream(events, end) {
    if (!(await this.until(end?.headersAt ?? 0))) return;
    this.open();
    if (!(await this.send(events))) return;
    // A client that has read the last event may hang up before the end as recorded: it has everything.
    if (end?.end.kind !== 'failed') this.#entry.finished = true;
    if (!(await this.until(end?.t ?? 0))) return;
    if (end?.end.kind === 'failed') this.lose();
    else this.finish();
  }

  /** Plays events, one write for each batch. False when the client has gone before the last. */
  async send(events) {
    for (let index = 0; index < events.length;) {
      const { batch, t } = events[index];
      let text = '';
      let count = 0;
      for (; index < events.length && events[index].batch === batch; index++, count++) text += events[index].sse;
      if (!(await this.until(t))) return false;
      this.#response.write(text);
      this.#entry.chunksSent += count;
    }
    return true;
  }

  /** Text as it is, outside of any event. */
  write(text) {
    this.#response.write(text);
  }

  /** The proper end of a stream. */
  finish() {
    this.#entry.finished = true;
    this.#response.end();
  }

  /** Ends the connection in the middle of the body, as a lost network does. What was written still arrives. */
  lose() {
    this.#entry.finished = true;
    this.#response.socket?.end();
  }

  /** Resets the connection. What the client has not read by then is lost, so it gets a moment to read. */
  async reset() {
    if (!(await this.#pause(100))) return;
    this.#entry.finished = true;
    this.#response.socket?.resetAndDestroy();
  }

  /** One answer that is no stream; objects as JSON. */
  plain(status, body, headers = {}) {
    this.#entry.finished = true;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  }

  /** Resolves when the client has hung up. */
  get gone() {
    return this.#gone;
  }
}
