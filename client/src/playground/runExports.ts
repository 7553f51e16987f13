/** A run in the forms it can leave the editor in. The texts are made by `protocol/report`; this chooses and names them. */
import { l10n } from '../../../protocol/l10n';
import { outcomeWord } from '../../../protocol/outcomeWords';
import { chromeTrace } from '../../../protocol/report/chromeTrace';
import { fieldTimesCsv } from '../../../protocol/report/csv';
import { toMarkdown } from '../../../protocol/report/document';
import { standalonePage } from '../../../protocol/report/page';
import { runReport } from '../../../protocol/report/runReport';
import { summaryJson } from '../../../protocol/report/summaryJson';
import { recordingFromEvents, writeRecording } from '../../../protocol/recording';
import type { ExportFormat } from '../../../protocol/records';
import { redactedEvents } from '../../../protocol/redaction';
import type { QuirkNote } from '../../../protocol/insight';
import type { RunEvent } from '../../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';

export interface FormatInfo {
  readonly label: string;
  readonly detail: string;
  readonly extension: string;
}

/** What each form is called and good for. */
export const formats = (): Readonly<Record<ExportFormat, FormatInfo>> => ({
  html: {
    label: l10n.t('Web page'),
    detail: l10n.t('This panel with the run inside, in one file. It opens anywhere and loads nothing.'),
    extension: 'html',
  },
  markdown: {
    label: l10n.t('Markdown summary'),
    detail: l10n.t('Figures, fields, holds and their causes: for a pull request.'),
    extension: 'md',
  },
  copy: { label: l10n.t('Copy Markdown summary'), detail: l10n.t('The same, on the clipboard.'), extension: 'md' },
  csv: {
    label: l10n.t('Field times as CSV'),
    detail: l10n.t('One line for each field: for a spreadsheet or a script.'),
    extension: 'csv',
  },
  trace: {
    label: l10n.t('Chrome trace'),
    detail: l10n.t('Opens in Perfetto and in the developer tools of browsers.'),
    extension: 'json',
  },
  json: {
    label: l10n.t('Summary as JSON'),
    detail: l10n.t('Figures, fields, holds, retractions and the value.'),
    extension: 'json',
  },
  recording: {
    label: l10n.t('Recording'),
    detail: l10n.t('Chunks with their arrival times: opens here again, under any schema.'),
    extension: 'bamlrun',
  },
});

/** The parts of an exported page that ship with the extension. */
export interface PageAssets {
  /** The panel with its stand-in for the editor. */
  readonly script: string;
  readonly style: string;
  readonly font: string;
}

export interface ExportPorts {
  /** Paths of arguments that are not to be written. */
  readonly redact: readonly string[];
  assets(): Promise<PageAssets>;
  newNonce(): string;
  /** Oddities of the official runtime in it; null when nobody knows them any more, absent when nobody has asked. */
  readonly quirks?: readonly QuirkNote[] | null;
}

/** The text of an export; rejects with a message for people when there is nothing to export. */
export async function exportedText(
  format: ExportFormat,
  events: readonly RunEvent[],
  { redact, assets, newNonce, quirks }: ExportPorts,
): Promise<string> {
  const shown = redactedEvents(events, redact);
  const timeline = foldAll(EMPTY, shown);
  if (!timeline.started)
    throw new Error(l10n.t('There is nothing to export yet. Run a function or open a recording first.'));
  switch (format) {
    case 'html': {
      const parts = { ...(await assets()), nonce: newNonce(), title: titleOf(timeline) };
      return standalonePage({ ...parts, events: shown, quirks: quirks ?? null, text: markdown(timeline, quirks) });
    }
    case 'markdown':
    case 'copy':
      return markdown(timeline, quirks);
    case 'csv':
      return fieldTimesCsv(timeline);
    case 'trace':
      return chromeTrace(timeline);
    case 'json':
      return summaryJson(timeline, undefined, quirks ?? null);
    case 'recording': {
      const recording = recordingFromEvents(shown);
      if (!recording) throw new Error(l10n.t('There is nothing to save yet: the run has not begun.'));
      return writeRecording(recording);
    }
  }
}

/** The text alternative of a run: what *Open as text* shows. */
export function textOfRun(events: readonly RunEvent[], quirks?: readonly QuirkNote[] | null): string {
  const timeline = foldAll(EMPTY, events);
  if (timeline.run === null)
    return `${l10n.t('Nothing was run yet. Run a function or open a recording, then open it as text again.')}\n`;
  return markdown(timeline, quirks);
}

export function exportName(format: ExportFormat, events: readonly RunEvent[]): string {
  const started = events.find((event) => event.type === 'started');
  const { function: name = 'run', startedAt = '' } = started?.header ?? {};
  const parts = [name.replaceAll(/[^\w-]/g, '_'), startedAt.replaceAll(/[^0-9TZ]/g, '').slice(0, 15)];
  const kind = format === 'trace' ? '.trace' : '';
  return `${parts.filter(Boolean).join('-')}${kind}.${formats()[format].extension}`;
}

function markdown(timeline: Timeline, quirks: readonly QuirkNote[] | null | undefined): string {
  return toMarkdown(runReport(timeline, quirks === undefined ? {} : { quirks }));
}

function titleOf({ started, finished }: Timeline): string {
  const { function: name, client } = started!.header;
  return [name, client.name, finished && outcomeWord(finished.outcome)].filter(Boolean).join(' · ');
}
