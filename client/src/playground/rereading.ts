/** Reads a recording again by other types, beside the run on screen: at once, without a network, one reading at a time. */
import type { Recording, RunEvent, RunParams } from '../../../protocol/run';
import type { TypesParams, WhatIf } from '../../../protocol/whatIf';
import { ActiveRun, type RunServer } from './activeRun';

export interface Reread {
  readonly recording: Recording;
  /** The project's root. */
  readonly project: string;
  /** Fingerprint of the types of the run on screen: a reading by the same ones says nothing new. */
  readonly types: string;
}

/** What is asked about types, besides runs. */
export interface TypesServer extends RunServer {
  /** The fingerprint of the types that a function has now; null when it has none that can be read. */
  types(params: TypesParams): Promise<string | null>;
}

export class Rereading {
  private current: ActiveRun | undefined;
  /** Counts what was asked for, so that an answer that comes too late is known. */
  private turn = 0;

  constructor(
    private readonly server: TypesServer,
    private readonly newId: () => string,
  ) {}

  /**
   * The events of the reading, from its first; null when it would be the same, when it cannot be made, or when another one
   * was asked for meanwhile.
   */
  async read(what: WhatIf, { recording, project, types }: Reread): Promise<readonly RunEvent[] | null> {
    this.stop();
    const { turn } = this;
    if (what.kind === 'edited') {
      // After most pauses in typing the types are what they were: then the recording need not cross.
      const now = await this.server.types({ function: recording.header.function, uri: project }).catch(() => null);
      if (now === null || now === types || turn !== this.turn) return null;
    }
    const params: RunParams = {
      run: this.newId(),
      function: recording.header.function,
      uri: project,
      args: recording.header.args,
      source: {
        kind: 'replay',
        recording,
        speed: 0,
        aside: true,
        ...(what.kind === 'without' && { without: what.at, ...(what.only && { only: what.only.at }) }),
      },
    };
    let isNews = true;
    const run = new ActiveRun(params, this.server, (events) => {
      const [first] = events;
      if (first?.type !== 'started') return;
      // Types of the recording itself mean that the project has none that can be read.
      isNews = first.schemaFrom === 'project' && first.types !== types;
      if (!isNews) run.cancel();
    });
    this.current = run;
    await run.ended;
    if (this.current !== run) return null;
    this.current = undefined;
    return isNews && run.events[0]?.type === 'started' ? run.events : null;
  }

  /** Nobody waits for the reading any more. */
  stop(): void {
    this.turn++;
    this.current?.cancel();
    this.current = undefined;
  }
}
