/** What a relay does about recordings, exports, comparisons and several runs at once, for the run on its screen. */
import { l10n } from '../../../protocol/l10n';
import type {
  Announcements,
  DroppedFile,
  ExportFormat,
  FromViewRecords,
  OpenedFile,
  RecordingAction,
} from '../../../protocol/records';
import type { QuirkNote } from '../../../protocol/insight';
import { readRecording, recordingFromEvents } from '../../../protocol/recording';
import type { ReadRecording } from '../../../protocol/recordingReader';
import type { Recording, RunEvent } from '../../../protocol/run';
import type { Selection } from '../../../protocol/webview';
import { recordingOf } from './recordings';
import { MOST_RUNS, RelayMany, type ManyClient, type ManyHost } from './relayMany';
import { paramsOf } from './runOptions';
import { RelayCompare, type CompareEditor, type CompareHost, type CompareServer } from './relayCompare';

/** What is asked of the editor. */
export interface RecordsEditor extends CompareEditor {
  /** Asks for the form when it is null, and for the place. */
  exportRun(
    events: readonly RunEvent[],
    format: ExportFormat | null,
    quirks?: readonly QuirkNote[] | null,
  ): Promise<void>;
  /** Shows the text alternative; `source` and `quirks` are asked whenever the text is made. */
  openAsText(source: () => readonly RunEvent[], quirks: () => readonly QuirkNote[] | null | undefined): Promise<void>;
  /** Whether the person wants it, asked in a dialog; `undefined` when they changed their mind. */
  choose(question: string, detail: string, answers: readonly string[]): Promise<string | undefined>;
  ask(question: string, value: string): Promise<string | undefined>;
  /** Asks where, and writes. `name` is what the file may be called. */
  save(recording: Recording, name?: string): Promise<void>;
  readText(uri: string): Promise<string>;
  /** Reads a recording somewhere. */
  readFile(uri: string): Promise<ReadRecording>;
  announcements(): Announcements;
  /** Shows a file in the editor's own list of files. */
  revealFile(uri: string): void;
}

/** The recordings there are, as far as they can be changed. */
export interface RecordingShelf {
  read(id: string): Promise<Recording>;
  pin(id: string, pinned: boolean): Promise<void>;
  rename(id: string, to: string): Promise<void>;
  remove(id: string): Promise<void>;
  kept(): Promise<{ readonly runs: number; readonly pinned: number }>;
  clear(pinnedToo: boolean): Promise<void>;
  labelOf(id: string): string | undefined;
  uriOf(id: string): string | undefined;
}

/** What the relay around it knows and can do. */
export interface RecordsHost extends CompareHost, Pick<ManyHost, 'began' | 'ended'> {
  /** What a choice of client means; null is the function's own. */
  clientOf(client: string | null, selection: Selection): ManyClient & { readonly isReal: boolean };
  isTrusted(): boolean;
  /** Plays a text as the answer of the chosen function. */
  bring(text: string): void;
  /** Runs work whose error is shown in the panel. */
  reported(work: () => Promise<void>): Promise<void>;
  /** Oddities of the official runtime in the run on screen, as far as they were asked for. */
  quirks(): readonly QuirkNote[] | null | undefined;
  /** Asks for them, if the run has ended; resolves when they are known. */
  learnQuirks(): Promise<void>;
}

export class RelayRecords {
  readonly compare: RelayCompare;
  readonly many: RelayMany;
  private file: OpenedFile | null = null;

  constructor(
    private readonly editor: RecordsEditor,
    private readonly shelf: RecordingShelf,
    server: CompareServer,
    private readonly host: RecordsHost,
  ) {
    this.compare = new RelayCompare(editor, server, host);
    this.many = new RelayMany(server, host);
  }

  receive(message: FromViewRecords): void {
    switch (message.type) {
      case 'export':
        return void this.exportRun(message.format);
      case 'openAsText':
        return void this.openAsText();
      case 'recording':
        return void this.act(message.id, message.action);
      case 'clearRecordings':
        return void this.clear();
      case 'setBaseline':
        return void this.setBaseline(message.recording);
      case 'forgetBaseline':
        return this.compare.forget();
      case 'swapRuns':
        return void this.doing(() => this.compare.swap());
      case 'comparing':
        return this.compare.open(message.open);
      case 'openDiff':
        return void this.diff(message.what);
      case 'copyComparison':
        return void this.doing(() => this.compare.copy(message.align, message.onlyDiffering));
      case 'runMany':
        return void this.runMany(message);
      case 'cancelMany':
        return message.force ? this.many.force(message.run) : this.many.cancel(message.run);
      case 'showMany':
        return this.showMany(message.run);
      case 'closeMany':
        return this.many.close();
      case 'copyMany':
        return void this.doing(async () => this.editor.copyText(await this.many.text()));
      case 'dropped':
        return void this.dropped(message.files, message.uris);
    }
  }

  /** All that a new view must know. */
  sendAll(): void {
    this.settingsChanged();
    this.host.post({ type: 'file', file: this.file });
    this.compare.sendAll();
    this.many.sendAll();
  }

  /** The settings may have changed. */
  settingsChanged(): void {
    this.host.post({ type: 'announcements', announcements: this.editor.announcements() });
  }

  /** The file this window is about has lines that cannot be read, or is none of ours. */
  opened(name: string, uri: string, { recording, problems }: ReadRecording): void {
    this.file = problems.length ? { name, uri, isReadable: recording !== null, problems } : null;
    this.host.post({ type: 'file', file: this.file });
  }

  /** The run on screen becomes the baseline, or a recording does and is compared with what is on screen. */
  async setBaseline(recording: string | null): Promise<void> {
    await this.doing(async () => {
      if (recording === null) this.compare.setOnScreen();
      else await this.compare.compareWith(await this.shelf.read(recording), this.shelf.labelOf(recording));
    });
  }

  /** Runs a function several times; asks once, before anything is sent, when that may cost something. */
  private async runMany({
    selection,
    args,
    times,
    clients,
  }: Extract<FromViewRecords, { type: 'runMany' }>): Promise<void> {
    await this.doing(async () => {
      const chosen = clients.map((client) => this.host.clientOf(client, selection));
      const each = Math.min(times, MOST_RUNS);
      const real = chosen.filter(({ isReal }) => isReal);
      if (real.length && !this.host.isTrusted()) {
        throw new Error(
          l10n.t(
            'This workspace is in Restricted Mode, so nothing was run. Trust the workspace, or choose a simulated client.',
          ),
        );
      }
      if (real.length) {
        const calls = each * real.length;
        const answer = l10n.t('Run {0} times', calls);
        const sent = l10n.t(
          '{0}: {1} requests are sent, and whatever they cost is paid {1} times. Each can be cancelled alone.',
          real.map(({ label }) => label).join(', '),
          calls,
        );
        const isGuarded = (selection.options?.stop.length ?? 0) > 0;
        const detail = isGuarded ? `${sent} ${l10n.t('The stop rules that are set end each of them.')}` : sent;
        if (!(await this.editor.choose(l10n.t('Run `{0}` {1} times?', selection.function, calls), detail, [answer])))
          return;
      }
      // Arguments a person has edited are no test's any more.
      const test = selection.args === null ? selection.test : null;
      this.many.start({
        params: {
          function: selection.function,
          uri: selection.project,
          args,
          ...(test !== null && { test }),
          ...paramsOf(selection.options),
        },
        times: each,
        clients: chosen,
      });
    });
  }

  private showMany(run: string): void {
    const recording = recordingFromEvents(this.many.events(run));
    if (recording) this.host.show(recording);
  }

  /** Types or prompts of both runs in the editor's own comparison. */
  diff(what: 'schema' | 'prompt'): Promise<void> {
    return this.doing(() => this.compare.diff(what));
  }

  /** Work whose error is shown in the panel. */
  doing(work: () => Promise<void> | void): Promise<void> {
    return this.host.reported(async () => work());
  }

  async exportRun(format: ExportFormat | null): Promise<void> {
    await this.host.reported(async () => {
      // Only these forms tell of them.
      if (format !== 'csv' && format !== 'trace' && format !== 'recording') await this.host.learnQuirks();
      await this.editor.exportRun(this.host.events(), format, this.host.quirks());
    });
  }

  async openAsText(): Promise<void> {
    await this.host.reported(async () => {
      await this.editor.openAsText(
        () => this.host.events(),
        () => this.host.quirks(),
      );
      // It takes a moment to find them: the text is there before, and is made anew.
      await this.host.learnQuirks();
    });
  }

  async act(id: string, action: RecordingAction): Promise<void> {
    const { shelf, editor } = this;
    await this.host.reported(async () => {
      switch (action) {
        case 'pin':
        case 'unpin':
          return shelf.pin(id, action === 'pin');
        case 'rename': {
          const file = shelf.uriOf(id);
          const name = file === undefined ? (shelf.labelOf(id) ?? '') : baseName(file);
          const question =
            file === undefined
              ? l10n.t('What is this run called? Empty: its function.')
              : l10n.t('The new name of the file');
          const to = await editor.ask(question, name);
          return to === undefined || to === name ? undefined : shelf.rename(id, to);
        }
        case 'delete': {
          const file = shelf.uriOf(id);
          const question = file === undefined ? l10n.t('Delete this run?') : l10n.t('Delete `{0}`?', baseName(file));
          const detail =
            file === undefined ? l10n.t('It cannot be brought back.') : l10n.t('The file goes to the trash.');
          return (await editor.choose(question, detail, [l10n.t('Delete')])) ? shelf.remove(id) : undefined;
        }
        case 'save':
          return editor.save(await shelf.read(id), shelf.labelOf(id));
        case 'reveal': {
          const file = shelf.uriOf(id);
          return file === undefined ? undefined : editor.revealFile(file);
        }
      }
    });
  }

  /** Lets go of kept runs after asking; pinned ones only when the person says so. */
  async clear(): Promise<void> {
    await this.host.reported(async () => {
      const { runs, pinned } = await this.shelf.kept();
      if (runs === 0) return;
      const [some, all] = [l10n.t('Delete {0} not pinned', runs - pinned), l10n.t('Delete all {0}', runs)];
      const answers = pinned === 0 ? [all] : pinned === runs ? [all] : [some, all];
      const ofPinned =
        pinned === 1 ? l10n.t('1 of the kept runs is pinned.') : l10n.t('{0} of the kept runs are pinned.', pinned);
      const detail = [
        l10n.t('Files of the project stay.'),
        ...(pinned ? [ofPinned] : []),
        l10n.t('It cannot be undone.'),
      ].join(' ');
      const answer = await this.editor.choose(l10n.t('Delete the runs that the editor keeps?'), detail, answers);
      if (answer !== undefined) await this.shelf.clear(answer === all);
    });
  }

  /** A recording that was dropped is shown; any other text is played as an answer of the chosen function. */
  private async dropped(files: readonly DroppedFile[], uris: readonly string[]): Promise<void> {
    await this.doing(async () => {
      const [file] = files;
      const [uri] = uris;
      if (file && !isRecordingName(file.name)) return this.bring(file.text);
      if (file) return this.host.show(named(file.name, () => recordingOf(readRecording(file.text))));
      if (uri === undefined)
        throw new Error(l10n.t('What was dropped is no file. Drop a `.bamlrun` file, or the text of an answer.'));
      if (!isRecordingName(uri)) return this.bring(await this.editor.readText(uri));
      const read = await this.editor.readFile(uri);
      return this.host.show(named(baseName(uri), () => recordingOf(read)));
    });
  }

  /** A text of one's own, an answer or a provider's stream of events, as the answer of the chosen function. */
  async bringText(text: string): Promise<void> {
    await this.doing(() => this.bring(text));
  }

  private bring(text: string): void {
    if (text.trim() === '') throw new Error(l10n.t('The text is empty.'));
    if (text.length > LONGEST_BROUGHT)
      throw new Error(l10n.t('The text is longer than 16 million characters: that is no answer.'));
    if (text.includes('\u0000'))
      throw new Error(l10n.t('This is no text. Drop a `.bamlrun` file, or the text of an answer.'));
    this.host.bring(text);
  }
}

const LONGEST_BROUGHT = 16_000_000;

function isRecordingName(name: string): boolean {
  return /\.bamlrun$/i.test(name);
}

function named(name: string, make: () => Recording): Recording {
  try {
    return make();
  } catch (error) {
    throw new Error(`\`${name}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function baseName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
