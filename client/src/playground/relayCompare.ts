/** The baseline of a panel: a run that the one on screen is compared with. */
import { l10n } from '../../../protocol/l10n';
import type { Alignment } from '../../../protocol/report/compareRuns';
import type { ToViewRecords } from '../../../protocol/records';
import type { Json, Recording, RunEvent, RunParams } from '../../../protocol/run';
import { ActiveRun, type RunServer } from './activeRun';

export interface CompareEditor {
  /** Opens the editor's own comparison of two texts. */
  showDiff(title: string, before: string, after: string, extension: string): Promise<void>;
  copyText(text: string): Promise<void>;
}

export interface CompareServer extends RunServer {
  /** The types of a recording as BAML; null when they cannot be read. */
  schemaText(ir: Json): Promise<string | null>;
}

/** What the relay around it knows and can do. */
export interface CompareHost {
  events(): readonly RunEvent[];
  /** The recording of the run on screen. */
  onScreen(): Recording | null;
  /** Shows a recording at once. */
  show(recording: Recording): void;
  projectOf(recording: Recording): string;
  post(message: ToViewRecords): void;
  newId(): string;
}

interface Baseline {
  readonly label: string;
  readonly recording: Recording;
  readonly events: readonly RunEvent[];
}

const nothing = (): string => l10n.t('There is no run on screen to compare. Run a function or open a recording first.');

export class RelayCompare {
  private baseline: Baseline | null = null;
  private isOpen = false;

  constructor(
    private readonly editor: CompareEditor,
    private readonly server: CompareServer,
    private readonly host: CompareHost,
  ) {}

  get hasBaseline(): boolean {
    return this.baseline !== null;
  }

  sendAll(): void {
    if (this.baseline) this.send();
  }

  /** The run on screen is what others are compared with from now on, exactly as it was shown. */
  setOnScreen(): void {
    const recording = this.host.onScreen();
    const events = this.host.events();
    if (!recording || events.at(-1)?.type !== 'finished') {
      throw new Error(recording ? l10n.t('The run on screen goes on. Wait for its end, or cancel it.') : nothing());
    }
    this.baseline = { label: labelOf(recording), recording, events };
    this.isOpen = false;
    this.send();
  }

  /** Compares the run on screen with a recording, which becomes the baseline, read by the types it was made with. */
  async compareWith(recording: Recording, label: string | undefined): Promise<void> {
    if (!this.host.onScreen()) throw new Error(nothing());
    const events = (await this.replayed(recording, true)) ?? (await this.replayed(recording, false));
    if (!events)
      throw new Error(l10n.t('The recording cannot be read: its types are neither in it nor in the project.'));
    this.baseline = { label: label ?? labelOf(recording), recording, events };
    this.open(true);
    this.send();
  }

  /** Whether the comparison is shown; kept for when the page is made anew. */
  open(isOpen: boolean): void {
    this.isOpen = isOpen;
  }

  show(): void {
    if (!this.baseline) return;
    this.isOpen = true;
    this.send();
  }

  forget(): void {
    this.baseline = null;
    this.isOpen = false;
    this.send();
  }

  /** A and B change places. */
  swap(): void {
    const recording = this.host.onScreen();
    const events = this.host.events();
    if (!this.baseline || !recording || events.at(-1)?.type !== 'finished') throw new Error(nothing());
    const { recording: before } = this.baseline;
    this.baseline = { label: labelOf(recording), recording, events };
    this.host.show(before);
    this.send();
  }

  async diff(what: 'schema' | 'prompt'): Promise<void> {
    const { baseline, b } = this.both();
    const names = `A ${baseline.label} ↔ B ${labelOf(b)}`;
    if (what === 'prompt') {
      return this.editor.showDiff(l10n.t('Prompt: {0}', names), promptText(baseline.recording), promptText(b), 'md');
    }
    const [before, after] = await Promise.all(
      [baseline.recording, b].map(({ header }) => this.server.schemaText(header.schema.ir)),
    );
    const unknown = '// The recording does not hold its types in a form that can be read.\n';
    return this.editor.showDiff(l10n.t('Types: {0}', names), before ?? unknown, after ?? unknown, 'baml');
  }

  async copy(align: Alignment, onlyDiffering: boolean): Promise<void> {
    const { baseline, b } = this.both();
    const { EMPTY, foldAll, compareRuns, comparisonReport, toMarkdown } = await import('./reports');
    const comparison = compareRuns(foldAll(EMPTY, baseline.events), foldAll(EMPTY, this.host.events()), align);
    await this.editor.copyText(toMarkdown(comparisonReport(comparison, [baseline.label, labelOf(b)], onlyDiffering)));
  }

  private both(): { readonly baseline: Baseline; readonly b: Recording } {
    const b = this.host.onScreen();
    if (!this.baseline)
      throw new Error(l10n.t('There is no baseline yet. Show a run and set it as the baseline first.'));
    if (!b) throw new Error(nothing());
    return { baseline: this.baseline, b };
  }

  /** Null when the answer cannot be read by these types. */
  private async replayed(recording: Recording, byItsOwnTypes: boolean): Promise<readonly RunEvent[] | null> {
    const params: RunParams = {
      run: this.host.newId(),
      function: recording.header.function,
      uri: this.host.projectOf(recording),
      args: recording.header.args,
      source: { kind: 'replay', recording, speed: 0, aside: true, ...(byItsOwnTypes && { types: 'recorded' }) },
    };
    const run = new ActiveRun(params, this.server, () => undefined);
    await run.ended;
    return run.events[0]?.type === 'started' ? run.events : null;
  }

  private send(): void {
    const { baseline, isOpen } = this;
    this.host.post({
      type: 'baseline',
      baseline: baseline && { label: baseline.label, events: baseline.events },
      open: isOpen,
    });
  }
}

/** What a run is called in a comparison: its client and when it was. */
export function labelOf({ header, end }: Recording): string {
  const { client, startedAt, test } = header;
  const when = startedAt.replace('T', ' ').replace(/\..*$/, '');
  return [
    client.name,
    client.model === client.name ? '' : client.model,
    test,
    when,
    end?.end.kind === 'completed' ? '' : end?.end.kind,
  ]
    .filter(Boolean)
    .join(' · ');
}

function promptText({ header }: Recording): string {
  const { messages } = header.prompt;
  if (messages.length === 0) return 'The recording holds no prompt.\n';
  return messages.map(({ role, text }) => `## ${role}\n\n${text}\n`).join('\n');
}
