/**
 * Texts that a person reads, in the language of their editor. One way for every process: VS Code hands the extension a bundle
 * (`vscode.l10n.bundle`, made from `l10n/bundle.l10n.LANGUAGE.json`), the extension hands it on as data, and each process names it once
 * with `useTranslations`. Without one, texts are the English they are written in.
 *
 * `npm run l10n` finds the texts in the sources, so the first argument of `l10n.t` is always a literal.
 */

type Value = string | number | boolean;

export interface Message {
  readonly message: string;
  readonly args?: readonly Value[];
  /** For translators: what the text is about, or what may not be changed in it. */
  readonly comment: string;
}

/** A process may have several bundles, each with a copy of this module; what is translated is the same in all. */
const TRANSLATIONS = Symbol.for('baml-live.translations');
const shared = globalThis as { [TRANSLATIONS]?: Readonly<Record<string, unknown>> | undefined };

/** Texts from now on are those of `translations`; what is not in it stays English. */
export function useTranslations(translations: Readonly<Record<string, unknown>> | undefined): void {
  shared[TRANSLATIONS] = translations;
}

export const l10n = {
  /** The text in the language of the editor, with `{0}`, `{1}` … replaced by the arguments. */
  t(text: string | Message, ...args: readonly Value[]): string {
    if (typeof text !== 'string')
      return format(translated(`${text.message}/${text.comment}`, text.message), text.args ?? []);
    return format(translated(text, text), args);
  },
};

function translated(key: string, otherwise: string): string {
  const bundle = shared[TRANSLATIONS];
  const found = bundle && Object.hasOwn(bundle, key) ? bundle[key] : undefined;
  return typeof found === 'string' ? found : otherwise;
}

/** A number in braces that stands for no argument stays as it is. */
function format(text: string, args: readonly Value[]): string {
  if (!args.length) return text;
  return text.replace(/\{(\d+)\}/g, (written, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? written : String(value);
  });
}
