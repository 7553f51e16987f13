/**
 * The world as the runtime sees it. Everything a run needs from outside comes through here, so the same code runs in
 * Node, in a worker or in a test.
 */
export interface RunHost {
  /** As the web standard's: rejects when no answer comes, and with an AbortError when `init.signal` aborts. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds from any fixed origin, with fractions; never goes back. */
  now(): number;
  /** The time of day, ISO 8601. */
  wallClock(): string;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Gives the event loop a turn: timers and messages that are due are served before it resolves. */
  turn(): Promise<void>;
  /** The value of an environment variable, or undefined when it is not set. */
  env(name: string): string | undefined;
}
