/**
 * One run as the panel holds it: the log of its events, and the way to cancel it.
 *
 * Guarantees: events are in order and without gaps; nothing follows `finished`; there is always a `finished` in the
 * end, also when the language server goes away.
 */
import { l10n } from '../../../protocol/l10n';
import type { Outcome, RunEvent, RunEventBody, RunParams, RunResult } from '../../../protocol/run';

/** Who runs: the language server. */
export interface RunServer {
  /** Resolves when the run has ended and all events were given; rejects when the server went away. */
  run(params: RunParams, onEvents: (events: readonly RunEvent[]) => void, signal: AbortSignal): Promise<RunResult>;
}

export class ActiveRun {
  /** Resolves when the run has ended; never rejects. */
  readonly ended: Promise<void>;
  private readonly log: RunEvent[] = [];
  private readonly cancellation = new AbortController();

  /** Starts with the next microtask. `onEvents` is told what was added to the log. */
  constructor(
    readonly params: RunParams,
    server: RunServer,
    private readonly onEvents: (events: readonly RunEvent[]) => void,
  ) {
    this.ended = Promise.resolve()
      .then(() => server.run(params, (events) => this.receive(events), this.cancellation.signal))
      .then(
        () =>
          this.end({
            kind: 'failed',
            error: { kind: 'internal', message: l10n.t('The run ended without saying how.') },
          }),
        (error: unknown) => this.end(this.lost(error)),
      );
  }

  get events(): readonly RunEvent[] {
    return this.log;
  }

  get isRunning(): boolean {
    return this.log.at(-1)?.type !== 'finished';
  }

  /** The run ends soon with the outcome `cancelled`, keeping what has arrived. A run that has ended stays as it is. */
  cancel(): void {
    if (this.isRunning) this.cancellation.abort();
  }

  /** Ends a run that was cancelled and does not end, here and now. What still comes of it counts no more. */
  force(): void {
    if (this.isRunning && this.cancellation.signal.aborted) this.end({ kind: 'cancelled', forced: true });
  }

  private receive(events: readonly RunEvent[]): void {
    const added: RunEvent[] = [];
    for (const event of events) {
      if (!this.isRunning || event.run !== this.params.run || event.seq !== this.log.length) continue;
      this.log.push(event);
      added.push(event);
    }
    if (added.length) this.onEvents(added);
  }

  /** Ends the log when the server did not. */
  private end(outcome: Outcome): void {
    if (!this.isRunning) return;
    const body: RunEventBody = { type: 'finished', t: timeOf(this.log), outcome, fields: [] };
    this.receive([{ ...body, run: this.params.run, seq: this.log.length }]);
  }

  private lost(error: unknown): Outcome {
    // A request that is cancelled before it was sent is rejected.
    if (this.cancellation.signal.aborted) return { kind: 'cancelled' };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: 'failed',
      error: {
        kind: 'internal',
        message: l10n.t('The language server went away during the run: {0}', reason),
        hint: l10n.t('Everything that had arrived is kept. Run again; the log of BAML Live may say more.'),
      },
    };
  }
}

/** The events of a run that was refused before it was asked for. */
export function refusedEvents(run: string, message: string): readonly RunEvent[] {
  return [{ run, seq: 0, type: 'finished', t: 0, outcome: { kind: 'refused', problems: [{ message }] }, fields: [] }];
}

/** The latest moment the log speaks of. */
function timeOf(log: readonly RunEvent[]): number {
  for (let i = log.length - 1; i >= 0; i--) {
    const event = log[i]!;
    if (event.type === 'headers') return event.t;
    if (event.type === 'attempt') return event.attempt.t;
    if (event.type === 'attemptFailed') return event.failed.t;
    if (event.type === 'frames') return event.frames.at(-1)?.chunk.t ?? 0;
  }
  return 0;
}
