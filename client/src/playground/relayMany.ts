/** Several runs of one function at once: a few at a time, each of which can be cancelled alone. */
import type { ManyRuns, ToViewRecords } from '../../../protocol/records';
import type { Recording, RunEvent, RunParams, RunSource } from '../../../protocol/run';
import { ActiveRun, type RunServer } from './activeRun';

export interface ManyWanted {
  /** What is run, but for its id, client and source. */
  readonly params: Omit<RunParams, 'run' | 'client' | 'source'>;
  /** For each client. */
  readonly times: number;
  readonly clients: readonly ManyClient[];
}

export interface ManyClient {
  readonly label: string;
  readonly client?: string;
  readonly source: RunSource;
}

export interface ManyHost {
  post(message: ToViewRecords): void;
  newId(): string;
  /** Told of each run, so that all are kept. */
  began(run: ActiveRun): void;
  ended(run: ActiveRun): void;
  /** Shows a run in the timeline. */
  show(recording: Recording): void;
}

/** Of one client: more at once would only be answered with “too many requests”. */
const TOGETHER = 4;
export const MOST_RUNS = 50;

interface Lane {
  readonly params: RunParams;
  readonly label: string;
  run: ActiveRun | null;
  /** Of a run that was cancelled before it began. */
  ended: readonly RunEvent[];
}

export class RelayMany {
  private id = '';
  private lanes: readonly Lane[] = [];

  constructor(
    private readonly server: RunServer,
    private readonly host: ManyHost,
  ) {}

  get isRunning(): boolean {
    return this.lanes.some(({ run, ended }) => (run ? run.isRunning : ended.length === 0));
  }

  start({ params, times, clients }: ManyWanted): void {
    this.cancel(null);
    this.id = this.host.newId();
    this.lanes = clients.flatMap(({ label, client, source }) =>
      Array.from({ length: Math.min(times, MOST_RUNS) }, (_, i): Lane => ({
        params: {
          ...params,
          run: this.host.newId(),
          ...(client !== undefined && { client }),
          source: varied(source, i),
        },
        label,
        run: null,
        ended: [],
      })),
    );
    this.sendAll();
    this.next();
  }

  /** Cancels one run, or all of them; the others go on. */
  cancel(id: string | null): void {
    const meant = this.lanes.filter(({ params }) => id === null || params.run === id);
    // Those that wait first: the end of one that goes on would let them begin.
    for (const lane of meant) {
      if (lane.run || lane.ended.length > 0) continue;
      const { run } = lane.params;
      lane.ended = [{ run, seq: 0, type: 'finished', t: 0, outcome: { kind: 'cancelled' }, fields: [] }];
      this.host.post({ type: 'manyEvents', batch: this.id, events: lane.ended });
    }
    for (const { run } of meant) run?.cancel();
  }

  /** Waits no longer for a run that was cancelled, or for all of those; what was not cancelled goes on. */
  force(id: string | null): void {
    for (const { params, run } of this.lanes) if (id === null || params.run === id) run?.force();
  }

  close(): void {
    this.cancel(null);
    this.lanes = [];
    this.sendAll();
  }

  /** The recording of one of the runs. */
  events(id: string): readonly RunEvent[] {
    return this.lanes.find(({ params }) => params.run === id)?.run?.events ?? [];
  }

  /** What is on screen, as Markdown. */
  async text(): Promise<string> {
    const { EMPTY, foldAll, manyReport, manySummary, toMarkdown } = await import('./reports');
    const runs = this.lanes.map(({ label, run, ended }) => ({ label, timeline: foldAll(EMPTY, run?.events ?? ended) }));
    return toMarkdown(manyReport(manySummary(runs), this.lanes[0]?.params.function ?? ''));
  }

  /** All that a new view must know. */
  sendAll(): void {
    this.host.post({ type: 'many', many: this.lanes.length ? this.whole() : null });
  }

  private whole(): ManyRuns {
    return {
      id: this.id,
      function: this.lanes[0]!.params.function,
      lanes: this.lanes.map(({ params, label, run, ended }) => ({
        run: params.run,
        label,
        events: run?.events ?? ended,
      })),
    };
  }

  /** Begins as many as may go on together, of each client. */
  private next(): void {
    const batch = this.id;
    for (const label of new Set(this.lanes.map((lane) => lane.label))) {
      const ofClient = this.lanes.filter((lane) => lane.label === label);
      let free = TOGETHER - ofClient.filter(({ run }) => run?.isRunning).length;
      for (const lane of ofClient) {
        if (lane.run || lane.ended.length > 0) continue;
        if (free-- <= 0) break;
        this.begin(lane, batch);
      }
    }
  }

  private begin(lane: Lane, batch: string): void {
    const run = new ActiveRun(lane.params, this.server, (events) => {
      if (this.id === batch) this.host.post({ type: 'manyEvents', batch, events });
      if (run.isRunning) return;
      this.host.ended(run);
      if (this.id === batch) this.next();
    });
    lane.run = run;
    this.host.began(run);
  }
}

/** Simulated answers differ from each other, as those of a model would. */
function varied(source: RunSource, i: number): RunSource {
  return source.kind === 'simulated'
    ? { ...source, playing: { ...source.playing, seed: source.playing.seed + i } }
    : source;
}
