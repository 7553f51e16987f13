/** The timeouts a client may set (`http { … }`); without them a call waits for ever, as in the official runtime. */
import type { RunHost } from '../host';

/** Milliseconds; absent means no limit. */
export interface Timeouts {
  /** From the request to the last byte. */
  readonly request?: number;
  /** From the request to the first event. */
  readonly firstToken?: number;
  /** Without any byte, once headers have arrived. */
  readonly idle?: number;
}

/** Timers of the platform count to 2^31 ms; a limit beyond 24 days is one of 24 days. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export class Deadlines {
  /** What ran out, in the official words, once something did. */
  expired: string | undefined;
  private readonly done = new AbortController();
  private readonly awaitingToken = new AbortController();
  private lastActivity: number | undefined;

  /** The clock starts now. `onExpired` is called once at most, and not after `stop`. */
  constructor(
    private readonly timeouts: Timeouts,
    private readonly host: RunHost,
    private readonly onExpired: () => void,
  ) {
    const { request, firstToken } = timeouts;
    if (request !== undefined) void this.limit(request, this.done.signal, 'Request timed out');
    if (firstToken !== undefined) {
      void this.limit(firstToken, this.awaitingToken.signal, noData(firstToken, 'time_to_first_token_timeout'));
    }
  }

  /** Headers or bytes have arrived. */
  activity(): void {
    const isFirst = this.lastActivity === undefined;
    this.lastActivity = this.host.now();
    if (isFirst && this.timeouts.idle !== undefined) void this.watchIdle(this.timeouts.idle);
  }

  firstToken(): void {
    this.awaitingToken.abort();
  }

  stop(): void {
    this.done.abort();
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
