/** Small facts about text that several parts of the language share. */

/**
 * The candidate closest to a word, ignoring case, if at most `limit` single-character edits away; the first of
 * equals. Swapped neighbours count as one edit.
 */
export function nearest(word: string, candidates: Iterable<string>, limit: number): string | undefined {
  if (word.length > 80) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  const letters = lettersOf(wanted);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    if (letters && lacksLetters(letters, candidate, bestDistance)) continue;
    const found = distance(wanted, candidate.toLowerCase(), bestDistance);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** How often each letter stands in a word, by the lower five bits of its code; undefined for words beyond ASCII. */
function lettersOf(word: string): Int8Array | undefined {
  const letters = new Int8Array(32);
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code > 127) return undefined;
    letters[code & 31]!++;
  }
  return letters;
}

/**
 * Whether a word has so many letters that are none of these that it takes at least `enough` edits to make them agree. Cheap: most
 * names of a project are told apart by it.
 */
function lacksLetters(letters: Int8Array, word: string, enough: number): boolean {
  let surplus = 0;
  let end = 0;
  for (; end < word.length && surplus < enough; end++) {
    const code = word.charCodeAt(end);
    // The lower case of other letters may have another length.
    if (code > 127) {
      surplus = 0;
      break;
    }
    if (--letters[code & 31]! < 0) surplus++;
  }
  for (let i = 0; i < end; i++) letters[word.charCodeAt(i) & 31]!++;
  return surplus >= enough;
}

/** How far off a name may be and still be taken for a misspelling of another. */
export function typoLimit(word: string): number {
  return word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
}

/**
 * Edits (insert, delete, replace, swap neighbours) that make one word the other. Counting stops at `enough`: names are
 * compared with all others of a project, and most differ from the first letters on.
 */
function distance(one: string, other: string, enough: number): number {
  // What both begin and end with costs nothing, and names of a project have much in common.
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let [end, otherEnd] = [one.length, other.length];
  for (; end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]; otherEnd--) end--;
  const [a, b] = [one.slice(start, end), other.slice(start, otherEnd)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  let leastLast = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    // Only this near the diagonal can a count be below `enough`.
    const from = Math.max(1, i - enough + 1);
    const to = Math.min(b.length, i + enough - 1);
    for (let j = 1; j < from; j++) row.push(enough);
    let least = from === 1 ? i : enough;
    for (let j = from; j <= to; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j - 1]! + 1, (last[j] ?? enough) + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches over one row: only two rows in a line without hope mean that there is none.
    if (least >= enough && leastLast >= enough) return enough;
    [beforeLast, last, leastLast] = [last, row, least];
  }
  return last[b.length] ?? enough;
}
