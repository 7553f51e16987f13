/** Live runs on their way to a recording: all of them get there, also one that was replaced or whose panel is closed. */
import { recordingFromEvents } from '../../../protocol/recording';
import type { Recording } from '../../../protocol/run';
import type { ActiveRun } from './activeRun';

export class KeptRuns {
  /** Not ended yet: the one on screen, and replaced ones that are being cancelled. */
  private readonly going = new Set<ActiveRun>();
  /** Resolves when all that have ended are kept; they are written one after the other. */
  private keeping: Promise<void> = Promise.resolve();

  /** `keep` never rejects. */
  constructor(private readonly keep: (recording: Recording) => Promise<void>) {}

  began(run: ActiveRun): void {
    this.going.add(run);
  }

  /** Keeps what a live run received; of a replay nothing is new. */
  ended(run: ActiveRun): void {
    this.going.delete(run);
    const recording = run.params.source.kind === 'replay' ? null : recordingFromEvents(run.events);
    if (recording) this.keeping = this.keeping.then(() => this.keep(recording));
  }

  /** Cancels what goes on, and resolves when everything is kept. */
  async finish(): Promise<void> {
    for (const run of this.going) run.cancel();
    await Promise.all([...this.going].map((run) => run.ended));
    await this.keeping;
  }
}
