/** Quirks in sentences for a person. */
import { pathText } from '../stream/pathText';
import { QUIRKS, type QuirkName } from './catalog';
import type { QuirkInterval } from './trace';

/** The section about a quirk, from the root of this project. */
export const quirkPage = (quirk: QuirkName): string => `docs/quirks.md#${quirk}`;

/** What the program saw and for how long: ``Your program sees `null` at `n` for 8 characters (minified-scalar): …``. */
export function quirkSentence({ quirk, path, from, to, official }: QuirkInterval): string {
  const where = path.length === 0 ? 'for the answer' : `at \`${pathText(path)}\``;
  const seen = official === 'nothing' ? 'nothing' : `\`${official}\``;
  const count = to === null ? null : to - from;
  const long = count === null ? 'from here on' : `for ${count} character${count === 1 ? '' : 's'}`;
  return `Your program sees ${seen} ${where} ${long} (${quirk}): ${lowerFirst(QUIRKS[quirk].happens)} See ${quirkPage(quirk)}.`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
