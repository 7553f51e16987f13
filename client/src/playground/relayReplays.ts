/** Recordings that are brought onto the screen of a panel, and what is on it saved as one. */
import { l10n } from '../../../protocol/l10n';
import type { Recording } from '../../../protocol/run';
import type { RecordingInfo, Selection } from '../../../protocol/webview';
import type { RelayChoices } from './relayChoices';
import type { RelayPorts } from './relayPorts';
import type { RelayRuns } from './relayRuns';
import type { RelayView } from './relayView';

export class RelayReplays {
  /** Those that can be chosen from. */
  recordings: readonly RecordingInfo[] = [];

  constructor(
    private readonly ports: Pick<RelayPorts, 'editor' | 'recordings'>,
    private readonly view: RelayView,
    private readonly choices: RelayChoices,
    private readonly runs: RelayRuns,
  ) {}

  /** Asks which there are. */
  async refresh(): Promise<void> {
    await this.view.reported(async () => {
      this.recordings = await this.ports.recordings.list();
      this.view.post({ type: 'recordings', recordings: this.recordings });
    });
  }

  /** Plays a recording of the list; null is the one on screen, else the newest. */
  async replay(id: string | null, speed: number): Promise<void> {
    await this.view.reported(async () => {
      const { recordings } = this.ports;
      const recording = id === null ? (this.runs.onScreen() ?? (await recordings.latest())) : await recordings.read(id);
      if (recording) this.runs.startReplay(recording, speed);
      else this.view.notify('info', l10n.t('There is nothing to replay yet. Run a function or open a recording.'));
    });
  }

  async open(): Promise<void> {
    await this.view.reported(async () => {
      const recording = await this.ports.editor.open();
      // All of it at once: *Play* moves through it at the chosen speed.
      if (recording) this.runs.startReplay(recording, 0);
    });
  }

  async save(): Promise<void> {
    await this.view.reported(async () => {
      const recording = this.runs.onScreen();
      if (recording) await this.ports.editor.save(recording);
      else this.view.notify('info', l10n.t('There is nothing to save yet. Run a function first.'));
    });
  }

  /** Shows a recording whose timing nobody asked for: at once. A run that is on screen by then stays. */
  async show(recording: Recording): Promise<void> {
    await this.choices.refresh();
    if (this.runs.events.length || this.runs.active) return;
    const { function: name, test } = recording.header;
    const project = this.choices.projectOf(recording);
    const selection: Selection = { function: name, project, test: test ?? null, args: null, client: null };
    if (project) this.choices.select(test === undefined ? this.choices.asRemembered(selection) : selection);
    this.runs.startReplay(recording, 0);
  }

  /** Shows a recording in place of what is on screen, at the snapshot after a frame when one is given. */
  async showAt(recording: Recording, frame?: number): Promise<void> {
    await this.choices.refresh();
    this.runs.startReplay(recording, 0);
    const run = this.runs.active;
    if (!run || frame === undefined) return;
    await run.ended;
    if (this.runs.active === run) this.view.post({ type: 'goTo', run: run.params.run, frame });
  }

  /** The file whose recording is on screen has changed; `before` is what it held. A run of one's own stays on screen. */
  reloaded(before: Recording | null, recording: Recording, name: string): void {
    const source = this.runs.active?.params.source;
    const isShown = source ? source.kind === 'replay' && source.recording === before : this.runs.events.length === 0;
    if (isShown) return this.runs.startReplay(recording, 0);
    const words = l10n.t('`{0}` has changed on disk. Close and open it to see what it holds now.', name);
    this.view.notify('info', words);
  }
}
