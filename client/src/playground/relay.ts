/**
 * What happens in one panel: messages of the view in, runs out, and everything the view must know back.
 *
 * The relay owns the state; the view can be destroyed and made anew at any moment and is then sent all of it.
 */
import type { RunTarget } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import { packedEvents } from '../../../protocol/packedEvents';
import { isFromViewRecords } from '../../../protocol/records';
import type { Json, RunEvent, SourceLocation } from '../../../protocol/run';
import type { ViewAction } from '../../../protocol/viewActions';
import { unfinishedWords } from '../../../protocol/unfinishedRules';
import type { Selection, ViewCommand } from '../../../protocol/webview';
import { Doing } from './doing';
import { isFromView } from './fromView';
import { Insights } from './insights';
import { isWithin } from './mediaPath';
import { RelayChoices } from './relayChoices';
import type { RelayPorts } from './relayPorts';
import { RelayRecords } from './relayRecords';
import { RelayReplays } from './relayReplays';
import { RelayRuns } from './relayRuns';
import { RelayView } from './relayView';
import { Rereading } from './rereading';

export class Relay {
  private readonly view: RelayView;
  private readonly choices: RelayChoices;
  private readonly runs: RelayRuns;
  /** Recordings that are brought onto the screen, and what is on it saved as one. */
  readonly replays: RelayReplays;
  private readonly rereading: Rereading;
  /** Recordings, exports, comparisons and several runs at once. */
  readonly records: RelayRecords;
  private readonly doing: Doing;
  private readonly insights: Insights;

  constructor(private readonly ports: RelayPorts) {
    const view = (this.view = new RelayView(ports));
    this.rereading = new Rereading(ports.server, {
      active: () => this.runs.active,
      isSeen: () => view.canPost(),
      post: (message) => view.post(message),
      notify: (severity, message) => view.notify(severity, message),
      log: (message) => ports.editor.log(message),
    });
    this.choices = new RelayChoices(ports, view);
    this.runs = new RelayRuns(ports, this.choices, {
      post: (message) => view.post(message),
      sendAll: () => this.sendAll(),
      leaving: () => this.rereading.forget(),
      // The types may have been edited while it ran.
      over: () => void this.rereading.settled(),
      keep: (recording) => view.reported(() => ports.recordings.keep(recording)),
      isDisposed: () => view.isDisposed,
    });
    this.replays = new RelayReplays(ports, view, this.choices, this.runs);
    this.records = new RelayRecords(ports.editor, ports.recordings, ports.server, {
      events: () => this.events,
      reported: (work) => view.reported(work),
      post: (message) => view.post(message),
      onScreen: () => this.runs.onScreen(),
      show: (recording) => this.runs.startReplay(recording, 0),
      projectOf: (recording) => this.choices.projectOf(recording),
      newId: ports.newId,
      isTrusted: () => ports.editor.isTrusted(),
      began: (run) => this.runs.began(run),
      ended: (run) => this.runs.ended(run),
      clientOf: (client, selection) => this.choices.clientOf(client, selection),
      bring: (text) => this.runs.bring(text),
      quirks: () => this.insights.knownQuirks(this.events[0]?.run),
      learnQuirks: () => this.learnQuirks(),
    });
    this.doing = new Doing(
      ports,
      () => ({
        params: this.runs.active?.params,
        clients: this.choices.clients,
        functions: this.choices.functions,
        events: this.events,
      }),
      (message) => view.post(message),
      (severity, message) => view.notify(severity, message),
    );
    this.insights = new Insights(ports.server, (message) => view.post(message));
  }

  /** The log on screen. */
  get events(): readonly RunEvent[] {
    return this.runs.events;
  }

  get isRunning(): boolean {
    return this.runs.isRunning || this.records.many.isRunning;
  }

  /** Takes one message of the view. Anything else is logged and left alone. */
  receive(message: unknown): void {
    if (isFromViewRecords(message)) {
      if (message.type === 'runMany' && this.lacksALimit(message.selection)) return;
      return this.records.receive(message);
    }
    if (!isFromView(message)) return this.ports.editor.log(`unknown message of the panel: ${kindOf(message)}`);
    switch (message.type) {
      case 'ready':
        this.view.isReady = true;
        this.choices.remember();
        this.sendAll();
        void this.choices.refresh();
        void this.replays.refresh();
        void this.rereading.settled();
        void this.view.reported(() => this.doing.ready(this.choices.selection));
        return;
      case 'select':
        return this.choices.chosen(message.selection, message.another === true);
      case 'run':
        this.choices.chosen(message.selection);
        if (this.lacksALimit(message.selection)) return;
        return this.runs.run(message.selection, message.args);
      case 'cancel':
        return this.cancel();
      case 'runBeside':
        this.choices.selection = message.selection;
        if (this.lacksALimit(message.selection)) return;
        return this.runs.runBeside(message.selection, message.args);
      case 'forceCancel':
        return this.runs.active?.force();
      case 'bring':
        this.choices.selection = message.selection;
        if (this.lacksALimit(message.selection)) return;
        return this.runs.play(message);
      case 'cancelRun':
        return this.runs.beside.cancel(message.run);
      case 'showRun':
        this.runs.show(message.run);
        return void this.rereading.settled();
      case 'replay':
        return void this.replays.replay(message.recording, message.speed);
      case 'saveRecording':
        return void this.replays.save();
      case 'openRecording':
        return void this.replays.open();
      case 'request':
        return void this.view.reported(() => this.doing.request(message));
      case 'tryWithout':
        return void this.rereading.without({ ...message, kind: 'without' });
      case 'removeAttribute':
        return void this.view.reported(async () => {
          const { at, name, only } = await this.rereading.placesNow({ ...message, kind: 'without' });
          await this.ports.editor.removeAttribute(at, name, only);
        });
      case 'reveal':
        return this.ports.editor.reveal(message.at);
      case 'askQuirks':
      case 'askMoment':
      case 'askStreamTypes':
        return void this.view.reported(() => this.insights.answer(message));
      case 'showQuirk':
        return this.ports.editor.showQuirk(message.quirk);
      case 'error':
        return this.ports.editor.log(`panel: ${message.message}`);
      default:
        return void this.view.reported(() => this.doing.receive(message));
    }
  }

  // ------------------------------------------------------------------------------------------------ from the editor

  /** *Run* of a lens or at the cursor: selects the function and runs it with the test's arguments. */
  async runTarget(target: RunTarget): Promise<void> {
    await this.choices.refresh();
    const info = this.choices.infoOf(target.function, target.project);
    // A function is run with its first test unless one was named.
    const test = info?.tests.find((one) => target.test === undefined || one.name === target.test);
    const selection: Selection = {
      function: target.function,
      project: target.project,
      test: test?.name ?? target.test ?? null,
      args: null,
      client: this.choices.chosenClient(target.project),
      ...this.choices.optionsOf(target.function, target.project),
    };
    // Without a test it is given what it was given last.
    const before = test ? selection : this.choices.asRemembered(selection);
    this.choices.select(before);
    if (this.lacksALimit(before)) return;
    const remembered = before.args === null ? null : argumentsOf(before.args);
    if (remembered) return this.runs.run(before, remembered);
    if (info?.parameters.length && !info.problems.length && !test) {
      const names = info.parameters.map((parameter) => `\`${parameter.name}\``).join(', ');
      return this.view.notify(
        'info',
        l10n.t('`{0}` has no test to take arguments from. Fill in {1}, then run.', info.name, names),
      );
    }
    this.runs.run(selection, test?.args ?? {});
  }

  /** Selects what the person is looking at, unless something was selected already. */
  offer(target: RunTarget): void {
    const { choices } = this;
    if (choices.selection) return;
    const { function: name, project, test } = target;
    choices.select(choices.asRemembered({ function: name, project, test: test ?? null, args: null, client: null }));
  }

  /** The function on screen, when a model was asked, its run has ended, and the file is of its project. */
  rerunnable(file: string): string | undefined {
    const { active } = this.runs;
    const { selection } = this.choices;
    if (!active || active.isRunning || active.params.source.kind !== 'live') return undefined;
    const { function: name, uri } = active.params;
    // Another function may have been chosen since: that one was never run.
    if (selection?.function !== name || selection.project !== uri) return undefined;
    return isWithin(uri, file) && this.view.canPost() ? name : undefined;
  }

  /** A command of the editor. The view knows the arguments being edited and the chosen speed, so *Run* and *Replay* are its own. */
  command(command: ViewCommand): void {
    if (command === 'cancel') return this.cancel();
    if (command === 'replay' && !this.view.canPost()) return void this.replays.replay(null, 1);
    this.view.post({ type: 'command', command });
  }

  /** An action of the timeline: it is the view's alone. */
  act(action: ViewAction): void {
    this.view.post({ type: 'action', action });
  }

  /** Of the run on screen; when that has ended, of those beside it. */
  cancel(): void {
    const { active, beside } = this.runs;
    if (active?.isRunning) return active.cancel();
    beside.cancelAll();
    this.records.many.cancel(null);
  }

  /** The functions of the projects may have changed. */
  async functionsChanged(): Promise<void> {
    if (!this.view.canPost()) return;
    await this.choices.refresh();
    await this.rereading.settled();
  }

  /** A BAML file was edited, and may be half written. */
  edited(file: string): void {
    this.rereading.edited(file);
  }

  /** The caret of a BAML file moved; null: it is in none. */
  caretMoved(at: SourceLocation | null): void {
    this.view.post({ type: 'caret', at });
  }

  /** The server came or went. */
  serverChanged(): void {
    this.choices.postFunctions();
    if (this.ports.server.isReady()) void this.functionsChanged();
  }

  /** A recording was kept, or a file of the workspace came or went. */
  async recordingsChanged(): Promise<void> {
    if (this.view.canPost()) await this.replays.refresh();
  }

  /** The view was hidden or shown, or only got or lost the focus. */
  visibilityChanged(): void {
    if (!this.view.hasAppeared()) return;
    this.sendAll();
    void this.rereading.settled();
  }

  /** Tells the person something that is no part of a run. */
  inform(message: string): void {
    this.view.notify('info', message);
  }

  /** The panel is closed: its run is cancelled. */
  dispose(): void {
    this.view.isDisposed = true;
    this.insights.stop();
    this.rereading.forget();
    if (!this.ports.editor.closingCancels()) return;
    this.records.many.cancel(null);
    this.runs.active?.cancel();
    this.runs.beside.cancelAll();
  }

  /** The editor is about to end: cancels what runs, and resolves when all that had arrived is kept. */
  finish(): Promise<void> {
    return this.runs.kept.finish();
  }

  /** Whether a stop rule is ticked that is no rule yet. The run would go on past what somebody takes for its limit: they are asked first. */
  private lacksALimit({ options }: Selection): boolean {
    const words = unfinishedWords(options);
    if (words === null) return false;
    this.view.post({ type: 'command', command: 'editStopRules' });
    this.view.notify('error', words);
    return true;
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

  private sendAll(): void {
    this.rereading.renewed();
    this.view.post({
      type: 'init',
      functions: this.choices.functions,
      clients: this.choices.clients,
      selection: this.choices.selection,
      ...packedEvents(this.events),
      recordings: this.replays.recordings,
      serverReady: this.ports.server.isReady(),
      running: this.runs.active?.isRunning ?? false,
    });
    const { infos } = this.runs.beside;
    if (infos.length) this.view.post({ type: 'sideRuns', runs: infos });
    this.records.sendAll();
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
