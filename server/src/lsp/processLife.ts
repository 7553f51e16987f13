/** The end of a server process: when the client says so, and when it is gone without a word. */
import type { Connection } from './connection';

/** How often it is looked whether the client still lives. */
const LOOK_MS = 3000;

export class ProcessLife {
  private wasShutDown = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    connection: Pick<Connection, 'onNotification' | 'onClose'>,
    /** `process`, unless a test plays it. */
    private readonly process: { exit(code: number): void; kill(id: number, signal: 0): void },
    private readonly lookMs = LOOK_MS,
  ) {
    connection.onNotification('exit', () => this.end());
    connection.onClose(() => this.end());
  }

  /** The client asked for the end, which is a good one from now on. */
  shutDown(): void {
    this.wasShutDown = true;
  }

  /** Ends with another process: the client. */
  follow(id: number): void {
    if (this.timer) return;
    this.timer = setInterval(() => {
      try {
        this.process.kill(id, 0);
      } catch {
        this.end();
      }
    }, this.lookMs);
    this.timer.unref();
  }

  private end(): void {
    clearInterval(this.timer);
    this.process.exit(this.wasShutDown ? 0 : 1);
  }
}
