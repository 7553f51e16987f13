/** Folders whose texts pass `l10n.t`. */
export const FOLDERS: readonly string[];
/** What package.json, package.nls.json and l10n/bundle.l10n.json should hold, made from the sources. */
export function collected(root: string): {
  readonly manifest: unknown;
  readonly strings: Readonly<Record<string, string>>;
  readonly bundle: Readonly<Record<string, unknown>>;
};
