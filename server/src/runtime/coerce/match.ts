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

const PLAIN_WORD = /^[\w-]*$/;

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
  if (PLAIN_WORD.test(key) && PLAIN_WORD.test(name)) {
    return key.length === name.length && key.toLowerCase() === name.toLowerCase();
  }
  const names = [{ value: name, spellings: [name] }];
  return matchName(key, names, false).kind === 'match';
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
  return substrings ? mostFrequent(text, names) : { kind: 'none' };
}

function mostFrequent(text: string, names: readonly Name[]): Match {
  const hits: { from: number; to: number; value: string }[] = [];
  for (const name of names) {
    for (const spelling of name.spellings) {
      if (spelling === '') continue;
      for (let from = text.indexOf(spelling); from >= 0; from = text.indexOf(spelling, from + spelling.length)) {
        hits.push({ from, to: from + spelling.length, value: name.value });
      }
    }
  }
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const counts = new Map<string, number>();
  let end = 0;
  for (const hit of hits) {
    if (hit.from < end) continue;
    end = hit.to;
    counts.set(hit.value, (counts.get(hit.value) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const best = [...counts].filter(([, count]) => count === most);
  if (best.length === 0) return { kind: 'none' };
  if (best.length > 1) return { kind: 'ambiguous', counts: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)) };
  return { kind: 'match', value: best[0]![0], substring: true };
}

const respell = (names: readonly Name[], how: (spelling: string) => string): readonly Name[] =>
  names.map((name) => ({ value: name.value, spellings: name.spellings.map(how) }));

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}_-]/gu, '');

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
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[ßæÆøØœŒ]/g, (letter) => LIGATURES[letter] ?? letter);
