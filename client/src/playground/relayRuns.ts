/** The runs of a panel: the one on screen, those beside it, and how they begin. All of them get to a recording. */
import { SIMULATIONS } from '../../../protocol/clients';
import { l10n } from '../../../protocol/l10n';
import { recordingFromEvents } from '../../../protocol/recording';
import type { Json, Recording, RunEvent, RunParams, RunSource } from '../../../protocol/run';
import type { RunOptions } from '../../../protocol/runOptions';
import type { FromView, Selection, ToView } from '../../../protocol/webview';
import { ActiveRun, refusedEvents } from './activeRun';
import { KeptRuns } from './keptRuns';
import type { RelayChoices } from './relayChoices';
import type { RelayPorts } from './relayPorts';
import { paramsOf } from './runOptions';
import { SideRuns } from './sideRuns';

const untrusted = (): string =>
  l10n.t(
    'This workspace is in Restricted Mode, so nothing was run: a run sends your prompts and keys to the address the project names. Trust the workspace to run functions; recordings can be replayed without.',
  );

/** What the relay around it does. */
export interface RunsHost {
  post(message: ToView): void;
  /** Another run is on screen. */
  sendAll(): void;
  /** The run on screen is about to be another one. */
  leaving(): void;
  /** The run on screen has ended. */
  over(): void;
  keep(recording: Recording): Promise<void>;
  isDisposed(): boolean;
}

export class RelayRuns {
  /** The run on screen. */
  active: ActiveRun | undefined;
  /** The log on screen when no run made it. */
  private refused: readonly RunEvent[] = [];
  readonly kept: KeptRuns;
  readonly beside: SideRuns;

  constructor(
    private readonly ports: Pick<RelayPorts, 'server' | 'editor' | 'newId'>,
    private readonly choices: RelayChoices,
    private readonly host: RunsHost,
  ) {
    this.kept = new KeptRuns((recording) => host.keep(recording));
    this.beside = new SideRuns(() => {
      host.post({ type: 'sideRuns', runs: this.beside.infos });
      ports.editor.changed();
    });
  }

  /** The log on screen. */
  get events(): readonly RunEvent[] {
    return this.active?.events ?? this.refused;
  }

  get isRunning(): boolean {
    return (this.active?.isRunning ?? false) || this.beside.isRunning;
  }

  run(selection: Selection, args: Readonly<Record<string, Json>>): void {
    const choice = this.choices.clients.find((one) => one.id === selection.client);
    const simulation = SIMULATIONS.find((one) => one.id === selection.client);
    // Nothing leaves the editor then.
    if (!simulation && !this.ports.editor.isTrusted()) {
      this.active?.cancel();
      this.active = undefined;
      this.refused = refusedEvents(this.ports.newId(), untrusted());
      this.host.sendAll();
      return this.ports.editor.changed();
    }
    // Arguments a person has edited are no test's any more.
    const test = selection.args === null ? selection.test : null;
    const source: RunSource = simulation ? { kind: 'simulated', playing: simulation.playing } : { kind: 'live' };
    this.start(
      selection.function,
      selection.project,
      args,
      source,
      test,
      simulation ? undefined : choice?.id,
      selection.options,
    );
  }

  /** Runs while the one on screen goes on beside it. */
  runBeside(selection: Selection, args: Readonly<Record<string, Json>>): void {
    if (this.active?.isRunning) this.beside.add(this.active);
    this.active = undefined;
    this.run(selection, args);
  }

  startReplay(recording: Recording, speed: number): void {
    const { function: name, args, test } = recording.header;
    const project = this.choices.projectOf(recording);
    this.start(name, project, args, { kind: 'replay', recording, speed }, test ?? null);
  }

  /** Plays a text somebody brings, in the way they want. */
  play({ selection, args, text, way, pace }: Extract<FromView, { type: 'bring' }>): void {
    const { playing: usual } = SIMULATIONS.find(({ id }) => id === way) ?? SIMULATIONS[0]!;
    const playing = pace === undefined ? usual : { ...usual, tokensPerSecond: pace };
    const source: RunSource = { kind: 'simulated', playing, text };
    this.start(selection.function, selection.project, args, source, null, undefined, selection.options);
  }

  /** Plays a text of one's own as the answer of the chosen function. Nobody is asked. */
  bring(text: string): void {
    const { selection } = this.choices;
    if (!selection) throw new Error(l10n.t('Choose a function first: the text is read by its return type.'));
    // As the chosen client is played when that is none, else evenly.
    const { playing } = SIMULATIONS.find(({ id }) => id === selection.client) ?? SIMULATIONS[0]!;
    this.start(selection.function, selection.project, {}, { kind: 'simulated', playing, text }, null);
  }

  /** Brings a run from beside onto the screen; the one that is there goes on beside it. */
  show(id: string): void {
    const run = this.beside.take(id);
    if (!run) return;
    this.host.leaving();
    if (this.active?.isRunning) this.beside.add(this.active);
    this.becomes(run);
  }

  /** What was received in the run on screen. A replay that was stopped half-way still stands for its whole recording. */
  onScreen(): Recording | null {
    const source = this.active?.params.source;
    return source?.kind === 'replay' ? source.recording : recordingFromEvents(this.events);
  }

  began(run: ActiveRun): void {
    this.kept.began(run);
    this.ports.editor.changed();
  }

  ended(run: ActiveRun): void {
    this.kept.ended(run);
    this.ports.editor.changed();
  }

  private start(
    name: string,
    project: string,
    args: Readonly<Record<string, Json>>,
    source: RunSource,
    test: string | null,
    client?: string,
    options?: RunOptions,
  ): void {
    if (this.host.isDisposed()) return;
    this.active?.cancel();
    this.host.leaving();
    const params: RunParams = {
      run: this.ports.newId(),
      function: name,
      uri: project,
      args,
      ...(test !== null && { test }),
      ...(client !== undefined && { client }),
      ...paramsOf(options),
      source,
    };
    const run = new ActiveRun(params, this.ports.server, (events) => {
      // A run that was replaced is not shown any more; what it had is kept all the same.
      if (this.active === run) this.host.post({ type: 'events', events });
      if (run.isRunning) return;
      this.ended(run);
      if (this.active === run) this.host.over();
    });
    this.kept.began(run);
    this.becomes(run);
  }

  private becomes(run: ActiveRun): void {
    this.active = run;
    this.refused = [];
    this.ports.editor.changed();
    this.host.sendAll();
  }
}
