/** Messages between the panel and its host about recordings, exports, comparisons and several runs at once. */

import type { RecordingProblem } from './recordingReader';
import { ALIGNMENTS, type Alignment } from './alignment';
import type { Json, RunEvent } from './run';
import type { Selection } from './webview';

/** Ways a run can leave the editor. `copy` is the Markdown summary on the clipboard. */
export const EXPORT_FORMATS = ['html', 'markdown', 'copy', 'csv', 'trace', 'json', 'recording'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type FromViewRecords =
  /** Null asks which. */
  | { readonly type: 'export'; readonly format: ExportFormat | null }
  /** Everything in the picture as a text document. */
  | { readonly type: 'openAsText' }
  | { readonly type: 'recording'; readonly id: string; readonly action: RecordingAction }
  /** Asks, then lets go of kept runs. */
  | { readonly type: 'clearRecordings' }
  /** The run on screen becomes the baseline, or a recording does and is compared with what is on screen. */
  | { readonly type: 'setBaseline'; readonly recording: string | null }
  | { readonly type: 'forgetBaseline' }
  | { readonly type: 'swapRuns' }
  /** The comparison was opened or closed. */
  | { readonly type: 'comparing'; readonly open: boolean }
  | { readonly type: 'openDiff'; readonly what: 'schema' | 'prompt' }
  | { readonly type: 'copyComparison'; readonly align: Alignment; readonly onlyDiffering: boolean }
  /** Runs a function so many times with each of these clients; null is its own. Asks first when it costs. */
  | {
      readonly type: 'runMany';
      readonly selection: Selection;
      readonly args: Readonly<Record<string, Json>>;
      readonly times: number;
      readonly clients: readonly (string | null)[];
    }
  /** One of them, or all. `force`: those that were cancelled and linger end here and now. */
  | { readonly type: 'cancelMany'; readonly run: string | null; readonly force?: true }
  /** Shows one of them in the timeline. */
  | { readonly type: 'showMany'; readonly run: string }
  | { readonly type: 'closeMany' }
  | { readonly type: 'copyMany' }
  /** Something was dropped on the panel: texts of files, and addresses of files the editor has. */
  | { readonly type: 'dropped'; readonly files: readonly DroppedFile[]; readonly uris: readonly string[] };

/** What can be done with a recording of the list. `rename` and `delete` ask. */
export const RECORDING_ACTIONS = ['pin', 'unpin', 'rename', 'delete', 'save', 'reveal'] as const;
export type RecordingAction = (typeof RECORDING_ACTIONS)[number];

export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

export type ToViewRecords =
  /** The file this window was opened for, when there is something wrong with it. */
  | { readonly type: 'file'; readonly file: OpenedFile | null }
  /** What the run on screen is compared with; `open`: the comparison is to be seen. */
  | {
      readonly type: 'baseline';
      readonly baseline: { readonly label: string; readonly events: readonly RunEvent[] } | null;
      readonly open: boolean;
    }
  /** What a screen reader is told by itself while a run goes on. */
  | { readonly type: 'announcements'; readonly announcements: Announcements }
  /** Several runs at once, with all that is known of them; null when there are none. */
  | { readonly type: 'many'; readonly many: ManyRuns | null }
  | { readonly type: 'manyEvents'; readonly batch: string; readonly events: readonly RunEvent[] };

/** `all`: every field, not only those at the top. */
export const ANNOUNCEMENTS = ['off', 'milestones', 'all'] as const;
export type Announcements = (typeof ANNOUNCEMENTS)[number];

export interface ManyRuns {
  readonly id: string;
  readonly function: string;
  readonly lanes: readonly { readonly run: string; readonly label: string; readonly events: readonly RunEvent[] }[];
}

/** A `*.bamlrun` file with lines that cannot be read. */
export interface OpenedFile {
  readonly name: string;
  readonly uri: string;
  /** Whether there is a run to show all the same. */
  readonly isReadable: boolean;
  readonly problems: readonly RecordingProblem[];
}

type Members = Readonly<Record<string, unknown>>;

const FROM_VIEW: Readonly<Record<FromViewRecords['type'], (message: Members) => boolean>> = {
  export: ({ format }) => format === null || isExportFormat(format),
  openAsText: () => true,
  recording: ({ id, action }) => typeof id === 'string' && RECORDING_ACTIONS.some((one) => one === action),
  clearRecordings: () => true,
  setBaseline: ({ recording }) => recording === null || typeof recording === 'string',
  forgetBaseline: () => true,
  swapRuns: () => true,
  comparing: ({ open }) => typeof open === 'boolean',
  openDiff: ({ what }) => what === 'schema' || what === 'prompt',
  copyComparison: ({ align, onlyDiffering }) =>
    ALIGNMENTS.some((one) => one === align) && typeof onlyDiffering === 'boolean',
  runMany: ({ selection, args, times, clients }) =>
    isSelection(selection) &&
    isMembers(args) &&
    Number.isSafeInteger(times) &&
    Number(times) > 0 &&
    Array.isArray(clients) &&
    clients.length > 0 &&
    clients.every((client) => client === null || typeof client === 'string'),
  cancelMany: ({ run, force }) => (run === null || typeof run === 'string') && (force === undefined || force === true),
  showMany: ({ run }) => typeof run === 'string',
  closeMany: () => true,
  copyMany: () => true,
  dropped: ({ files, uris }) =>
    Array.isArray(files) &&
    files.every(isDroppedFile) &&
    Array.isArray(uris) &&
    uris.every((uri) => typeof uri === 'string'),
};

/** Whether a message of the view is one of these, and well formed: a webview is a web page, what it sends is checked. */
export function isFromViewRecords(message: unknown): message is FromViewRecords {
  if (typeof message !== 'object' || message === null) return false;
  const { type } = message as Members;
  if (typeof type !== 'string' || !Object.hasOwn(FROM_VIEW, type)) return false;
  return FROM_VIEW[type as FromViewRecords['type']](message as Members);
}

export function isExportFormat(value: unknown): value is ExportFormat {
  return EXPORT_FORMATS.some((format) => format === value);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSelection(value: unknown): boolean {
  return isMembers(value) && typeof value.function === 'string' && typeof value.project === 'string';
}

function isDroppedFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, text } = value as Members;
  return typeof name === 'string' && typeof text === 'string';
}

const TO_VIEW: Readonly<Record<ToViewRecords['type'], true>> = {
  file: true,
  baseline: true,
  many: true,
  manyEvents: true,
  announcements: true,
};

export function isToViewRecords(message: { readonly type: string }): message is ToViewRecords {
  return Object.hasOwn(TO_VIEW, message.type);
}
