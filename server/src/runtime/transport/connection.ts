import type { RunHost } from '../host';

/** The life of one connection: closed when the run is cancelled or left, and how long that took. */
export class Connection {
  private readonly controller = new AbortController();
  private cancelledAt: number | undefined;
  private brokenAt: number | undefined;

  constructor(
    private readonly cancel: AbortSignal,
    private readonly host: RunHost,
  ) {
    if (cancel.aborted) this.onCancel();
    else cancel.addEventListener('abort', this.onCancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The connection is gone, for whatever reason. */
  readonly noteBroken = (): void => {
    this.brokenAt ??= this.host.now();
  };

  /** Milliseconds from the cancel to the moment the connection was seen closed. */
  closedAfter(): number {
    const cancelledAt = this.cancelledAt ?? this.host.now();
    return Math.max(0, (this.brokenAt ?? this.host.now()) - cancelledAt);
  }

  readonly close = (): void => {
    this.cancel.removeEventListener('abort', this.onCancel);
    this.controller.abort();
  };

  private readonly onCancel = (): void => {
    this.cancelledAt = this.host.now();
    this.controller.abort();
  };
}
