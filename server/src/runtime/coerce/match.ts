/** How the words of a model are matched with the names of a schema: enum values, string literals, class keys. */
import { trimBlanks } from '../json/raw';

export interface Name {
  /** What the match stands for. */
  readonly value: string;
  /** The spellings that mean it. */
  readonly spellings: readonly string[];
}

export type Match =
  | { readonly kind: 'match'; readonly value: string; readonly substring: boolean }
  /** Several values occur equally often. */
  | { readonly kind: 'ambiguous'; readonly counts: readonly (readonly [string, number])[] }
  | { readonly kind: 'none' };

/** Finds the one name that `input` means: as it is, then without punctuation, then in lower case as well. */
export function matchName(input: string, names: readonly Name[], substrings: boolean): Match {
  let text = trimBlanks(input);
  let spelled = names;
  for (let round = 0; round < 3; round++) {
    if (round === 1) {
      text = plain(text);
      spelled = respell(spelled, plain);
    } else if (round === 2) {
      text = text.toLowerCase();
      spelled = respell(spelled, (spelling) => spelling.toLowerCase());
    }
    const found = matchRound(text, spelled, substrings);
    if (found.kind !== 'none') return found;
  }
  return { kind: 'none' };
}

/** Whether a key of the text means the field named `name`. */
export function matchesKey(key: string, name: string): boolean {
  // Among plain letters nothing but their case is overlooked.
  if (isPlainWord(key) && isPlainWord(name)) {
    return key.length === name.length && key.toLowerCase() === name.toLowerCase();
  }
  const names = [{ value: name, spellings: [name] }];
  return matchName(key, names, false).kind === 'match';
}

/** Whether there is nothing in `text` but letters without accents, digits, underscores and hyphens. */
export function isPlainWord(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!isLetter && !(code >= 48 && code <= 57) && code !== 45) return false;
  }
  return true;
}

function matchRound(text: string, names: readonly Name[], substrings: boolean): Match {
  for (const name of names) {
    if (name.spellings.includes(text)) return { kind: 'match', value: name.value, substring: false };
  }
  const bare = unaccented(text);
  for (const name of names) {
    if (name.spellings.some((spelling) => unaccented(spelling) === bare)) {
      return { kind: 'match', value: name.value, substring: false };
    }
  }
  return substrings ? mostFrequent(text, bare, names) : { kind: 'none' };
}

/** Where a name occurs in a text, in bytes. */
interface Hit {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/** The name that occurs most often, in `text` as it is or else, in `bare`, without accents. */
function mostFrequent(text: string, bare: string, names: readonly Name[]): Match {
  const found = hitsOf(text, names, (spelling) => spelling);
  const hits = found.length > 0 ? found : hitsOf(bare, names, unaccented);
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const counts = new Map<string, number>();
  let end = 0;
  for (const hit of hits) {
    if (hit.from < end) continue;
    end = hit.to;
    counts.set(hit.value, (counts.get(hit.value) ?? 0) + 1);
  }
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  const best = [...counts].filter(([, count]) => count === most);
  if (best.length === 0) return { kind: 'none' };
  if (best.length > 1) return { kind: 'ambiguous', counts: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)) };
  return { kind: 'match', value: best[0]![0], substring: true };
}

/** Every place where a spelling stands in `text`. The length of a hit is that of the spelling before `how` changed it. */
function hitsOf(text: string, names: readonly Name[], how: (spelling: string) => string): Hit[] {
  const hits: Hit[] = [];
  const byteAt = bytesBefore(text);
  for (const { value, spellings } of names) {
    for (const spelling of spellings) {
      const wanted = how(spelling);
      const length = byteLength(spelling);
      // A spelling of nothing, as of a name of signs alone, stands before every character and at the end.
      for (
        let at = text.indexOf(wanted);
        at >= 0;
        at = text.indexOf(wanted, at + (wanted.length || charLength(text, at)))
      ) {
        const from = byteAt(at);
        hits.push({ from, to: from + length, value });
        if (at >= text.length) break;
      }
    }
  }
  return hits;
}

const charLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Bytes of a text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) bytes += utf8Length(char.codePointAt(0)!);
  return bytes;
}

const utf8Length = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** The number of bytes before an offset of `text`, for offsets that mostly grow. */
function bytesBefore(text: string): (at: number) => number {
  if (!/[^\0-~]/.test(text)) return (at) => at;
  const before = [0];
  for (const char of text) {
    const bytes = before.at(-1)! + utf8Length(char.codePointAt(0)!);
    for (let unit = 0; unit < char.length; unit++) before.push(bytes);
  }
  return (at) => before[at]!;
}

const respell = (names: readonly Name[], how: (spelling: string) => string): readonly Name[] =>
  names.map((name) => ({ value: name.value, spellings: name.spellings.map(how) }));

const plain = (text: string): string => text.replace(/[^\p{Alphabetic}\p{N}_-]/gu, '');

const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
};

const unaccented = (text: string): string =>
  !/[^ -~]/.test(text)
    ? text
    : text
        .replace(/[ßæÆøØœŒ]/g, (letter) => LIGATURES[letter] ?? letter)
        .normalize('NFKD')
        .replace(/\p{M}/gu, '');
