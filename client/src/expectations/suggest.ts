/** What can stand at a place of a `.bamlexpect` line. Pure: the line's words before the cursor and the function's outline in, words out. */
import type { OutlineRow } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';

export interface Suggestion {
  readonly text: string;
  readonly detail: string;
  readonly kind: 'path' | 'words';
}

const afterPath = (): readonly (readonly [string, string])[] => [
  ['visible within 40 characters', l10n.t('your code sees a value before more text than that has come')],
  ['complete within 120 characters', l10n.t('it is whole before more text than that has come')],
  ['appear complete', l10n.t('whenever it can first be seen, it is whole')],
  ['before ', l10n.t('the other is not seen earlier')],
  ['never held', l10n.t('its text is never there while it cannot be seen')],
  ['held at most 200 ms', l10n.t('how long its text may be there and not be seen')],
  ['is ', l10n.t('its value at the end, as JSON')],
];
const alone = (): readonly (readonly [string, string])[] => [
  ['no retractions', l10n.t('nothing that was seen is taken back')],
  ['no holds', l10n.t('no text waits for an attribute or a type')],
  ['at most 2 holds', l10n.t('so many, and no more')],
  ['ends completed', l10n.t('how the run ends')],
];

/** `before` is the text of the line up to the cursor. */
export function suggestions(before: string, outline: readonly OutlineRow[]): readonly Suggestion[] {
  if (before.trimStart().startsWith('#')) return [];
  const words = before.trimStart().split(/\s+/);
  const paths = pathsOf(outline).map(({ path, type }): Suggestion => ({ text: path, detail: type, kind: 'path' }));
  if (words.length === 1) return [...paths, ...alone().map(toWords)];
  const previous = words.at(-2)!.toLowerCase();
  if (previous === 'before' || previous === 'in') return paths;
  if (words.length === 2 && !['no', 'at', 'ends'].includes(previous)) return afterPath().map(toWords);
  if (/\bwithin \d+ (characters|ms|s)\s+\S*$/.test(before)) {
    return [
      { text: 'of its start', detail: l10n.t('counted from the first character of its own text'), kind: 'words' },
    ];
  }
  return [];
}

function toWords([text, detail]: readonly [string, string]): Suggestion {
  return { text, detail, kind: 'words' };
}

/** Every path of a type, lists as `[*]`, each once. A recursive type ends where the outline does. */
export function pathsOf(outline: readonly OutlineRow[]): readonly { readonly path: string; readonly type: string }[] {
  const found = new Map<string, string>();
  const above: string[] = [];
  for (const { depth, name, type } of outline) {
    const own = depth === 0 ? '' : join(above[depth - 1] ?? '', name);
    above.length = depth;
    above.push(own);
    found.set(own === '' ? '$' : own, type);
  }
  return [...found].map(([path, type]) => ({ path, type }));
}

function join(parent: string, name: string): string {
  if (/^[[{]/.test(name)) return `${parent}[*]`;
  return parent ? `${parent}.${name}` : name;
}
