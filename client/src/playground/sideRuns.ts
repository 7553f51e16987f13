/** Runs of a panel that are not the one on screen: left going when another was begun beside them, each to be ended alone. */
import type { SideRun } from '../../../protocol/doing';
import type { ActiveRun } from './activeRun';

/** Ended runs stay listed until they are looked at; the oldest of too many go, since recordings hold them anyway. */
const MOST_ENDED = 5;

export class SideRuns {
  private runs: ActiveRun[] = [];

  constructor(private readonly changed: () => void) {}

  /** What the view is told of them, oldest first. */
  get infos(): readonly SideRun[] {
    return this.runs.map((run) => {
      const { run: id, function: name, client, test } = run.params;
      const last = run.events.at(-1);
      const outcome = last?.type === 'finished' ? last.outcome.kind : null;
      return { run: id, function: name, client: client ?? null, test: test ?? null, outcome };
    });
  }

  get isRunning(): boolean {
    return this.runs.some((run) => run.isRunning);
  }

  add(run: ActiveRun): void {
    this.runs.push(run);
    const ended = this.runs.filter((one) => !one.isRunning);
    const tooMany = new Set(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)));
    this.runs = this.runs.filter((one) => !tooMany.has(one));
    void run.ended.then(this.changed);
    this.changed();
  }

  /** Takes a run out, to be shown; undefined when there is none of this id. */
  take(id: string): ActiveRun | undefined {
    const run = this.runs.find((one) => one.params.run === id);
    this.runs = this.runs.filter((one) => one !== run);
    if (run) this.changed();
    return run;
  }

  cancel(id: string, isForced = false): void {
    const run = this.runs.find((one) => one.params.run === id);
    if (isForced) run?.force();
    else run?.cancel();
  }

  cancelAll(): void {
    for (const run of this.runs) run.cancel();
  }
}
