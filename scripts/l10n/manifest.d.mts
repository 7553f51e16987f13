/** The strings of a manifest that a person reads, with the keys that follow from their places. */
export function shownStrings(
  manifest: unknown,
): readonly { readonly key: string; get(): string; set(text: string): void }[];
/** The key in a string such as `%command.run%`; null when the string stands there itself. */
export function keyIn(text: string): string | null;
/** Moves strings out of `manifest`, which is changed; gives the new strings. */
export function moveStrings(manifest: unknown, strings: Readonly<Record<string, string>>): Record<string, string>;
