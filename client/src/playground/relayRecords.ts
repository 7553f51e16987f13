/** What a relay does about recordings, exports, comparisons and several runs at once, for the run on its screen. */
import type { ExportFormat, FromViewRecords } from '../../../protocol/records';
import type { RunEvent } from '../../../protocol/run';

/** What is asked of the editor. */
export interface RecordsEditor {
  /** Asks for the form when it is null, and for the place. */
  exportRun(events: readonly RunEvent[], format: ExportFormat | null): Promise<void>;
  /** Shows the text alternative; `source` is asked whenever the text is made. */
  openAsText(source: () => readonly RunEvent[]): Promise<void>;
}

/** What the relay around it knows and can do. */
export interface RecordsHost {
  /** The log on screen. */
  events(): readonly RunEvent[];
  /** Runs work whose error is shown in the panel. */
  reported(work: () => Promise<void>): Promise<void>;
}

export class RelayRecords {
  constructor(
    private readonly editor: RecordsEditor,
    private readonly host: RecordsHost,
  ) {}

  receive(message: FromViewRecords): void {
    switch (message.type) {
      case 'export':
        return void this.exportRun(message.format);
      case 'openAsText':
        return void this.openAsText();
    }
  }

  async exportRun(format: ExportFormat | null): Promise<void> {
    await this.host.reported(() => this.editor.exportRun(this.host.events(), format));
  }

  async openAsText(): Promise<void> {
    await this.host.reported(() => this.editor.openAsText(() => this.host.events()));
  }
}
