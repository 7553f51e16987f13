export interface TranslatedText {
  /** Null when it is not written in the call itself. */
  readonly text: string | null;
  readonly comment: readonly string[];
  readonly file: string;
  readonly line: number;
}
/** The texts that are given to `l10n.t` in a folder. */
export function translatedTexts(root: string, folder: string): readonly TranslatedText[];
/** What l10n/bundle.l10n.json holds. */
export function bundleOf(texts: readonly TranslatedText[]): Record<string, unknown>;
/** Texts that are shown and not translated: `file:line text`. */
export function literalTexts(root: string, folder: string): readonly string[];
