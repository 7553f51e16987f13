/** Messages between the panel and its host about recordings, exports, comparisons and several runs at once. */

/** Ways a run can leave the editor. `copy` is the Markdown summary on the clipboard. */
export const EXPORT_FORMATS = ['html', 'markdown', 'copy', 'csv', 'trace', 'json', 'recording'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type FromViewRecords =
  /** Null asks which. */
  | { readonly type: 'export'; readonly format: ExportFormat | null }
  /** Everything in the picture as a text document. */
  | { readonly type: 'openAsText' };

type Members = Readonly<Record<string, unknown>>;

const FROM_VIEW: Readonly<Record<FromViewRecords['type'], (message: Members) => boolean>> = {
  export: ({ format }) => format === null || isExportFormat(format),
  openAsText: () => true,
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
