/**
 * What happens in one panel: messages of the view in, runs out, and everything the view must know back.
 *
 * The relay owns the state; the view can be destroyed and made anew at any moment and is then sent all of it.
 */
import type { FunctionInfo, RunTarget } from '../../../protocol/functions';
import { SIMULATIONS, type ClientChoice } from '../../../protocol/clients';
import { l10n } from '../../../protocol/l10n';
import { packedEvents } from '../../../protocol/packedEvents';
import { recordingFromEvents } from '../../../protocol/recording';
import { isFromViewRecords } from '../../../protocol/records';
import type { Json, Recording, RunEvent, RunParams, RunSource, SourceLocation } from '../../../protocol/run';
import type { RunOptions } from '../../../protocol/runOptions';
import type { ViewAction } from '../../../protocol/viewActions';
import type { WhatIf } from '../../../protocol/whatIf';
import type { FromView, RecordingInfo, Selection, ToView, ViewCommand } from '../../../protocol/webview';
import { ActiveRun, refusedEvents } from './activeRun';
import { Doing } from './doing';
import { isFromView } from './fromView';
import { Insights } from './insights';
import { isWithin } from './mediaPath';
import { KeptRuns } from './keptRuns';
import type { ManyClient } from './relayMany';
import { RelayRecords } from './relayRecords';
import { Rereading } from './rereading';
import { SideRuns } from './sideRuns';
import type { RelayPorts } from './relayPorts';
import { paramsOf } from './runOptions';

const untrusted = (): string =>
  l10n.t(
    'This workspace is in Restricted Mode, so nothing was run: a run sends your prompts and keys to the address the project names. Trust the workspace to run functions; recordings can be replayed without.',
  );

export class Relay {
  private functions: readonly FunctionInfo[] = [];
  private clients: readonly ClientChoice[] = [];
  private recordings: readonly RecordingInfo[] = [];
  private selection: Selection | null = null;
  private active: ActiveRun | undefined;
  /** The log on screen when no run made it. */
  private refused: readonly RunEvent[] = [];
  private readonly runs: KeptRuns;
  private readonly rereading: Rereading;
  /** Recordings, exports, comparisons and several runs at once. */
  readonly records: RelayRecords;
  private readonly doing: Doing;
  private readonly sideRuns: SideRuns;
  private readonly insights: Insights;
  private isViewReady = false;
  private wasVisible: boolean;
  private isDisposed = false;

  constructor(private readonly ports: RelayPorts) {
    this.wasVisible = ports.view.isVisible();
    this.rereading = new Rereading(ports.server, ports.newId);
    this.records = new RelayRecords(ports.editor, ports.recordings, ports.server, {
      events: () => this.events,
      reported: (work) => this.reported(work),
      post: (message) => this.post(message),
      play: (recording) => this.startReplay(recording, 1),
      onScreen: () => this.onScreen(),
      show: (recording) => this.startReplay(recording, 0),
      projectOf: (recording) => this.projectOf(recording),
      newId: ports.newId,
      isTrusted: () => ports.editor.isTrusted(),
      began: (run) => {
        this.runs.began(run);
        ports.editor.changed();
      },
      ended: (run) => {
        this.runs.ended(run);
        ports.editor.changed();
      },
      clientOf: (client, selection) => this.clientOf(client, selection),
      bring: (text) => this.bring(text),
      quirks: () => this.insights.knownQuirks(this.events[0]?.run),
      learnQuirks: () => this.learnQuirks(),
    });
    this.sideRuns = new SideRuns(() => this.postSideRuns());
    this.doing = new Doing(
      ports,
      () => ({
        params: this.active?.params,
        clients: this.clients,
        functions: this.functions,
        events: this.events,
      }),
      (message) => this.post(message),
      (severity, message) => this.notify(severity, message),
    );
    this.insights = new Insights(ports.server, (message) => this.post(message));
    this.runs = new KeptRuns((recording) => this.reported(() => ports.recordings.keep(recording)));
  }

  /** The log on screen. */
  get events(): readonly RunEvent[] {
    return this.active?.events ?? this.refused;
  }

  get isRunning(): boolean {
    return (this.active?.isRunning ?? false) || this.sideRuns.isRunning || this.records.many.isRunning;
  }

  /** Takes one message of the view. Anything else is logged and left alone. */
  receive(message: unknown): void {
    if (isFromViewRecords(message)) return this.records.receive(message);
    if (!isFromView(message)) return this.ports.editor.log(`unknown message of the panel: ${kindOf(message)}`);
    switch (message.type) {
      case 'ready':
        this.isViewReady = true;
        this.selection ??= this.ports.remembered?.last() ?? null;
        this.sendAll();
        void this.refresh();
        void this.reported(() => this.doing.ready(this.selection));
        return;
      case 'select':
        return this.chosen(message.selection, message.another === true);
      case 'run':
        this.chosen(message.selection);
        return this.run(message.selection, message.args);
      case 'cancel':
        return this.cancel();
      case 'runBeside':
        this.selection = message.selection;
        if (this.active?.isRunning) this.sideRuns.add(this.active);
        this.active = undefined;
        return this.run(message.selection, message.args);
      case 'forceCancel':
        return this.active?.force();
      case 'bring': {
        const { selection, args, text, way, pace } = message;
        this.selection = selection;
        const { playing: usual } = SIMULATIONS.find(({ id }) => id === way) ?? SIMULATIONS[0]!;
        const playing = pace === undefined ? usual : { ...usual, tokensPerSecond: pace };
        const source: RunSource = { kind: 'simulated', playing, text };
        return this.start(selection.function, selection.project, args, source, null, undefined, selection.options);
      }
      case 'cancelRun':
        return this.sideRuns.cancel(message.run);
      case 'showRun':
        return this.showRun(message.run);
      case 'replay':
        return void this.replay(message.recording, message.speed);
      case 'saveRecording':
        return void this.saveRecording();
      case 'openRecording':
        return void this.openRecording();
      case 'request':
        return void this.request(message);
      case 'tryWithout':
        return void this.reread({ ...message, kind: 'without' });
      case 'removeAttribute':
        return void this.reported(() => this.ports.editor.removeAttribute(message.at, message.name, message.only));
      case 'reveal':
        return this.ports.editor.reveal(message.at);
      case 'askQuirks':
      case 'askMoment':
      case 'askStreamTypes':
        return void this.reported(() => this.insights.answer(message));
      case 'showQuirk':
        return this.ports.editor.showQuirk(message.quirk);
      case 'error':
        return this.ports.editor.log(`panel: ${message.message}`);
      default:
        return void this.reported(() => this.doing.receive(message));
    }
  }

  // ------------------------------------------------------------------------------------------------ from the editor

  /** *Run* of a lens or at the cursor: selects the function and runs it with the test's arguments. */
  async runTarget(target: RunTarget): Promise<void> {
    await this.refreshFunctions();
    const info = this.functions.find((one) => one.name === target.function && one.project === target.project);
    // A function is run with its first test unless one was named.
    const test = info?.tests.find((one) => target.test === undefined || one.name === target.test);
    const selection: Selection = {
      function: target.function,
      project: target.project,
      test: test?.name ?? target.test ?? null,
      args: null,
      client: this.chosenClient(target.project),
    };
    // Without a test it is given what it was given last.
    const before = test ? selection : this.asRemembered(selection);
    this.select(before);
    const remembered = before.args === null ? null : argumentsOf(before.args);
    if (remembered) return this.run(before, remembered);
    if (info?.parameters.length && !info.problems.length && !test) {
      const names = info.parameters.map((parameter) => `\`${parameter.name}\``).join(', ');
      return this.notify(
        'info',
        l10n.t('`{0}` has no test to take arguments from. Fill in {1}, then run.', info.name, names),
      );
    }
    this.run(selection, test?.args ?? {});
  }

  /** Selects what the person is looking at, unless something was selected already. */
  offer(target: RunTarget): void {
    if (this.selection) return;
    const { function: name, project, test } = target;
    this.select(this.asRemembered({ function: name, project, test: test ?? null, args: null, client: null }));
  }

  /** The function on screen, when a model was asked, its run has ended, and the file is of its project. */
  rerunnable(file: string): string | undefined {
    const { active, selection } = this;
    if (!active || active.isRunning || active.params.source.kind !== 'live') return undefined;
    const { function: name, uri } = active.params;
    // Another function may have been chosen since: that one was never run.
    if (selection?.function !== name || selection.project !== uri) return undefined;
    return isWithin(uri, file) && this.canPost() ? name : undefined;
  }

  /** A command of the editor. The view knows the arguments being edited, so *Run* is its own. */
  command(command: ViewCommand): void {
    if (command === 'cancel') return this.cancel();
    if (command === 'replay') return void this.replay(null, 1);
    this.post({ type: 'command', command });
  }

  /** An action of the timeline: it is the view's alone. */
  act(action: ViewAction): void {
    this.post({ type: 'action', action });
  }

  /** Of the run on screen; when that has ended, of those beside it. */
  cancel(): void {
    if (this.active?.isRunning) return this.active.cancel();
    this.sideRuns.cancelAll();
    this.records.many.cancel(null);
  }

  /** The functions of the projects may have changed. */
  async functionsChanged(): Promise<void> {
    if (!this.canPost()) return;
    await this.refreshFunctions();
    await this.reread({ kind: 'edited' });
  }

  /** The caret of a BAML file moved; null: it is in none. */
  caretMoved(at: SourceLocation | null): void {
    this.post({ type: 'caret', at });
  }

  /** The server came or went. */
  serverChanged(): void {
    this.postFunctions();
    if (this.ports.server.isReady()) void this.functionsChanged();
  }

  /** A recording was kept, or a file of the workspace came or went. */
  async recordingsChanged(): Promise<void> {
    if (this.canPost()) await this.reported(() => this.refreshRecordings());
  }

  /** The view was hidden or shown, or only got or lost the focus. */
  visibilityChanged(): void {
    const isVisible = this.ports.view.isVisible();
    if (isVisible && !this.wasVisible) this.sendAll();
    this.wasVisible = isVisible;
  }

  /**
   * Shows a recording whose timing nobody asked for: at once. A run that is on screen by then stays.
   */
  async show(recording: Recording): Promise<void> {
    await this.refreshFunctions();
    if (this.active || this.refused.length) return;
    const { function: name, test } = recording.header;
    const project = this.projectOf(recording);
    const selection: Selection = { function: name, project, test: test ?? null, args: null, client: null };
    if (project) this.select(test === undefined ? this.asRemembered(selection) : selection);
    this.startReplay(recording, 0);
  }

  /** Plays a recording of the list. */
  async playRecording(id: string): Promise<void> {
    await this.replay(id, 1);
  }

  /** Shows a recording in place of what is on screen, at the snapshot after a frame when one is given. */
  async showAt(recording: Recording, frame?: number): Promise<void> {
    await this.refreshFunctions();
    this.startReplay(recording, 0);
    const run = this.active;
    if (!run || frame === undefined) return;
    await run.ended;
    if (this.active === run) this.post({ type: 'goTo', run: run.params.run, frame });
  }

  /** The file whose recording is on screen has changed; `before` is what it held. A run of one's own stays on screen. */
  reloaded(before: Recording | null, recording: Recording, name: string): void {
    const source = this.active?.params.source;
    const isShown = source ? source.kind === 'replay' && source.recording === before : this.events.length === 0;
    if (isShown) this.startReplay(recording, 0);
    else this.notify('info', l10n.t('`{0}` has changed on disk. Close and open it to see what it holds now.', name));
  }

  /** Tells the person something that is no part of a run. */
  inform(message: string): void {
    this.notify('info', message);
  }

  async openRecording(): Promise<void> {
    await this.reported(async () => {
      const recording = await this.ports.editor.open();
      if (recording) this.startReplay(recording, 1);
    });
  }

  async saveRecording(): Promise<void> {
    await this.reported(async () => {
      const recording = this.onScreen();
      if (recording) await this.ports.editor.save(recording);
      else this.notify('info', l10n.t('There is nothing to save yet. Run a function first.'));
    });
  }

  /** The panel is closed: its run is cancelled. */
  dispose(): void {
    this.isDisposed = true;
    this.insights.stop();
    this.rereading.stop();
    if (!this.ports.editor.closingCancels()) return;
    this.records.many.cancel(null);
    this.active?.cancel();
    this.sideRuns.cancelAll();
  }

  /** The editor is about to end: cancels what runs, and resolves when all that had arrived is kept. */
  finish(): Promise<void> {
    return this.runs.finish();
  }

  // ------------------------------------------------------------------------------------------------ runs

  private run(selection: Selection, args: Readonly<Record<string, Json>>): void {
    const choice = this.clients.find((one) => one.id === selection.client);
    const simulation = SIMULATIONS.find((one) => one.id === selection.client);
    // Nothing leaves the editor then.
    if (!simulation && !this.ports.editor.isTrusted()) {
      this.active?.cancel();
      this.active = undefined;
      this.refused = refusedEvents(this.ports.newId(), untrusted());
      this.sendAll();
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

  private async request({ selection, args, as }: Extract<FromView, { type: 'request' }>): Promise<void> {
    const { function: name, project } = selection;
    const client = this.clients.find((one) => one.id === selection.client);
    if (client && client.kind !== 'project') {
      const why =
        client.kind === 'editor'
          ? l10n.t(
              'A model of the editor is asked by the editor: there is no request to show. Choose a client of the project.',
            )
          : l10n.t('A simulated answer is made here: there is no request to show. Choose a client of the project.');
      return this.notify('info', why);
    }
    const params = {
      function: name,
      uri: project,
      args,
      ...(client && { client: client.id }),
      ...paramsOf(selection.options),
    };
    const { editor } = this.ports;
    await this.reported(() => (as === 'text' ? editor.showRequest(params) : editor.copyAsCurl(params)));
  }

  private async replay(id: string | null, speed: number): Promise<void> {
    await this.reported(async () => {
      const { recordings } = this.ports;
      const recording = id === null ? await this.onScreenOrLatest() : await recordings.read(id);
      if (recording) this.startReplay(recording, speed);
      else this.notify('info', l10n.t('There is nothing to replay yet. Run a function or open a recording.'));
    });
  }

  private async onScreenOrLatest(): Promise<Recording | undefined> {
    return this.onScreen() ?? (await this.ports.recordings.latest());
  }

  /** Reads the answer on screen by other types, and tells the view what would be different. */
  private async reread(what: WhatIf): Promise<void> {
    const { active } = this;
    const [first] = this.events;
    if (!active || active.isRunning || first?.type !== 'started') return;
    const recording = this.onScreen();
    if (!recording) return;
    const events = await this.rereading.read(what, { recording, project: active.params.uri, types: first.types });
    if (this.active === active) this.post({ type: 'whatIf', run: active.params.run, what, events });
  }

  /** What was received in the run on screen. A replay that was stopped half-way still stands for its whole recording. */
  private onScreen(): Recording | null {
    const source = this.active?.params.source;
    return source?.kind === 'replay' ? source.recording : recordingFromEvents(this.events);
  }

  private startReplay(recording: Recording, speed: number): void {
    const { function: name, args, test } = recording.header;
    const project = this.projectOf(recording);
    this.start(name, project, args, { kind: 'replay', recording, speed }, test ?? null);
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
    if (this.isDisposed) return;
    this.active?.cancel();
    this.rereading.stop();
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
      if (this.active === run) this.post({ type: 'events', events });
      if (run.isRunning) return;
      this.runs.ended(run);
      this.ports.editor.changed();
    });
    this.runs.began(run);
    this.active = run;
    this.refused = [];
    this.ports.editor.changed();
    this.sendAll();
  }

  /** Plays a text of one's own as the answer of the chosen function. Nobody is asked. */
  private bring(text: string): void {
    const { selection } = this;
    if (!selection) throw new Error(l10n.t('Choose a function first: the text is read by its return type.'));
    // As the chosen client is played when that is none, else evenly.
    const { playing } = SIMULATIONS.find(({ id }) => id === selection.client) ?? SIMULATIONS[0]!;
    this.start(selection.function, selection.project, {}, { kind: 'simulated', playing, text }, null);
  }

  /** What a choice of client means for several runs; null is the function's own. */
  private clientOf(client: string | null, { function: name, project }: Selection): ManyClient & { isReal: boolean } {
    const simulation = SIMULATIONS.find((one) => one.id === client);
    if (simulation) {
      return { label: simulation.label, source: { kind: 'simulated', playing: simulation.playing }, isReal: false };
    }
    const choice = this.clients.find((one) => one.id === client);
    const own =
      this.functions.find((one) => one.name === name && one.project === project)?.client ?? l10n.t('its own client');
    return {
      label: choice?.label ?? own,
      ...(choice && { client: choice.id }),
      source: { kind: 'live' },
      isReal: true,
    };
  }

  /** The client the person has chosen, where a function of this project can be run with it. */
  private chosenClient(project: string): string | null {
    const id = this.selection?.client ?? null;
    const choice = this.clients.find((one) => one.id === id && (one.project === null || one.project === project));
    return choice?.id ?? null;
  }

  /** The project of the selection when it has the function, else any that has it. */
  private projectOf(recording: Recording): string {
    const name = recording.header.function;
    const having = this.functions.filter((one) => one.name === name).map((one) => one.project);
    const selected = this.selection?.project;
    return selected !== undefined && having.includes(selected) ? selected : (having[0] ?? selected ?? '');
  }

  /** Brings a run from beside onto the screen; the one that is there goes on beside it. */
  private showRun(id: string): void {
    const run = this.sideRuns.take(id);
    if (!run) return;
    this.rereading.stop();
    if (this.active?.isRunning) this.sideRuns.add(this.active);
    this.active = run;
    this.refused = [];
    this.ports.editor.changed();
    this.sendAll();
  }

  /** The text of a run tells of its quirks too: what shows it is brought up to date when they are known. */
  private async learnQuirks(): Promise<void> {
    const last = this.events.at(-1);
    if (last?.type !== 'finished' || last.outcome.kind === 'refused') return;
    if (this.insights.knownQuirks(last.run) !== undefined) return;
    try {
      await this.insights.quirks(last.run);
      this.ports.editor.changed();
    } catch (error) {
      // The rest of the text does not depend on them.
      this.ports.editor.log(`quirks: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  // ------------------------------------------------------------------------------------------------ to the view

  private postSideRuns(): void {
    this.post({ type: 'sideRuns', runs: this.sideRuns.infos });
    this.ports.editor.changed();
  }

  private select(selection: Selection): void {
    this.selection = selection;
    this.post({ type: 'select', selection });
  }

  /** What the person chose, or is writing. Another function is given what it was given last. */
  private chosen(selection: Selection, another = false): void {
    const next = another ? this.asRemembered(selection) : selection;
    if (next === selection) this.selection = selection;
    else this.select(next);
    this.ports.remembered?.remember(next);
  }

  private asRemembered(selection: Selection): Selection {
    const known = this.ports.remembered?.of(selection);
    const info = this.functions.find((one) => one.name === selection.function && one.project === selection.project);
    const isThere = known && (known.args !== null || info?.tests.some(({ name }) => name === known.test));
    return isThere ? { ...selection, test: known.test, args: known.args } : selection;
  }

  private async refresh(): Promise<void> {
    await this.reported(async () => {
      await Promise.all([this.refreshFunctions(), this.refreshRecordings()]);
    });
  }

  private async refreshFunctions(): Promise<void> {
    await this.reported(async () => {
      [this.functions, this.clients] = await Promise.all([this.ports.server.functions(), this.ports.server.clients()]);
    });
    this.postFunctions();
  }

  private async refreshRecordings(): Promise<void> {
    this.recordings = await this.ports.recordings.list();
    this.post({ type: 'recordings', recordings: this.recordings });
  }

  private postFunctions(): void {
    const { functions, clients } = this;
    this.post({ type: 'functions', functions, clients, serverReady: this.ports.server.isReady() });
  }

  private sendAll(): void {
    this.post({
      type: 'init',
      functions: this.functions,
      clients: this.clients,
      selection: this.selection,
      ...packedEvents(this.events),
      recordings: this.recordings,
      serverReady: this.ports.server.isReady(),
      running: this.active?.isRunning ?? false,
    });
    if (this.sideRuns.infos.length) this.post({ type: 'sideRuns', runs: this.sideRuns.infos });
    this.records.sendAll();
  }

  private notify(severity: 'info' | 'error', message: string): void {
    if (this.canPost()) this.post({ type: 'notice', severity, message });
    else this.ports.editor.notice(severity, message);
  }

  private post(message: ToView): void {
    if (this.canPost()) this.ports.view.post(message);
  }

  private canPost(): boolean {
    return this.isViewReady && !this.isDisposed && this.ports.view.isVisible();
  }

  /** An error is shown in the panel and logged; it ends nothing else. */
  private async reported(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.ports.editor.log(message);
      this.notify('error', message);
    }
  }
}

/** Arguments as they were written, when they are an object. */
function argumentsOf(text: string): Readonly<Record<string, Json>> | null {
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Readonly<Record<string, Json>>)
      : null;
  } catch {
    return null;
  }
}

/** What a message that is none claims to be; nothing else of it goes into a log. */
function kindOf(message: unknown): string {
  const type: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'type') : message;
  return JSON.stringify(typeof type === 'string' ? type.slice(0, 40) : typeof type);
}
