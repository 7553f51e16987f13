/**
 * Which of many texts matter to one of them, found without parsing them: those that seem to declare a word of it, and in turn
 * what those need. With them alone most of what there is to say about a file can be said at once, while the rest is still
 * being read.
 */

/** What may declare a name: a keyword, or a word of another language that is taken for one, and the name behind it. */
const DECLARATION =
  /\b(?:class|enum|type|function|client(?:<\w*>|(?=[ \t]+\w+[ \t]*\{))|retry_policy|template_string|string_template|struct|interface|model|record|schema|object|typealias|fn|func|def|template)[ \t]+"?([A-Za-z]\w*)/g;
const WORD = /[A-Za-z_]\w*/g;

/** What a file names itself is taken in any case; what that names in turn, up to this many files. */
const ENOUGH_FILES = 24;
/** A name is declared once, or twice by mistake. What seems to be declared everywhere is something else. */
const FEW = 4;

export function glimpse(uri: string, texts: ReadonlyMap<string, string>): string[] {
  const declaring = new Map<string, string[]>();
  for (const [other, text] of texts) {
    for (const [, name] of text.matchAll(DECLARATION)) {
      const known = declaring.get(name!);
      if (!known) declaring.set(name!, [other]);
      else if (known.at(-1) !== other && known.length < FEW) known.push(other);
    }
  }
  const found = new Set([uri]);
  const seen = new Set<string>();
  // A Set may grow while it is walked: the nearest come first.
  for (const next of found) {
    if (found.size >= ENOUGH_FILES && next !== uri) break;
    for (const word of texts.get(next)?.match(WORD) ?? []) {
      if (seen.has(word)) continue;
      seen.add(word);
      for (const other of declaring.get(word) ?? []) found.add(other);
    }
  }
  return [...found];
}
