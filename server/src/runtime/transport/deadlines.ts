/** The timeouts a client may set (`http { … }`); without them a call waits for ever, as in the official runtime. */
import type { RunHost } from '../host';

/** Milliseconds; absent or 0 means no limit. */
export interface Timeouts {
  /** From the request to the connection. */
  readonly connect?: number;
  /** From the request to the last byte. */
  readonly request?: number;
  /** From the request to the first event. */
  readonly firstToken?: number;
  /** Without any byte, once headers have arrived. */
  readonly idle?: number;
}

/** Timers of the platform count to 2^31 ms; a limit beyond 24 days is one of 24 days. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** Said when the time for all attempts together is over. */
export const TOTAL_IS_OVER = 'Timeout: the time for all attempts together is over (total_timeout)';

export class Deadlines {
  /** What ran out, in the official words, once something did. */
  expired: string | undefined;
  private readonly done = new AbortController();
  private readonly connecting = new AbortController();
  private readonly awaitingToken = new AbortController();
  private lastActivity: number | undefined;

  /** The clock starts now. `onExpired` is called once at most, and not after `stop`. */
  constructor(
    private readonly timeouts: Timeouts,
    /** The moment, of `host.now()`, at which all attempts together have to be over; Infinity when there is none. */
    until: number,
    private readonly host: RunHost,
    private readonly onExpired: () => void,
  ) {
    const { connect, request, firstToken } = timeouts;
    if (connect)
      void this.limit(connect, this.connecting.signal, `Timeout: No connection within ${connect}ms (connect_timeout)`);
    if (until < Infinity) void this.limit(Math.max(0, until - host.now()), this.done.signal, TOTAL_IS_OVER);
    if (request) void this.limit(request, this.done.signal, 'Request timed out');
    if (firstToken) {
      void this.limit(firstToken, this.awaitingToken.signal, noData(firstToken, 'time_to_first_token_timeout'));
    }
  }

  /** The request has its connection. */
  connected(): void {
    this.connecting.abort();
  }

  /** Headers or bytes have arrived. */
  activity(): void {
    this.connecting.abort();
    const isFirst = this.lastActivity === undefined;
    this.lastActivity = this.host.now();
    if (isFirst && this.timeouts.idle) void this.watchIdle(this.timeouts.idle);
  }

  firstToken(): void {
    this.awaitingToken.abort();
  }

  stop(): void {
    this.done.abort();
    this.connecting.abort();
    this.awaitingToken.abort();
  }

  private async limit(ms: number, unless: AbortSignal, message: string): Promise<void> {
    await this.host.sleep(Math.min(ms, LONGEST_SLEEP), unless);
    if (!unless.aborted) this.expire(message);
  }

  private async watchIdle(ms: number): Promise<void> {
    const { signal } = this.done;
    while (!signal.aborted) {
      const left = (this.lastActivity ?? 0) + ms - this.host.now();
      if (left <= 0) return this.expire(noData(ms, 'idle_timeout'));
      await this.host.sleep(Math.min(left, LONGEST_SLEEP), signal);
    }
  }

  private expire(message: string): void {
    if (this.done.signal.aborted) return;
    this.stop();
    this.expired = message;
    this.onExpired();
  }
}

function noData(ms: number, name: string): string {
  return `Timeout: No data received within ${ms}ms (${name})`;
}
