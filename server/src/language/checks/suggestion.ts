/** What a misspelt word was probably meant to be: words for the message, and the fix. Not a check itself. */
import type { Fix, Span } from '../diagnostic';
import { itemRemoval, removal, replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { nearest, typoLimit } from '../text';

export interface Suggestion {
  /** ` Did you mean …?`, or nothing. */
  readonly hint: string;
  /** To be given with the report. */
  readonly extra: { readonly fixes: readonly Fix[] } | undefined;
}

/** For words that people choose: the nearest is a guess, to be accepted by a person. */
export function suggest(file: SourceFile, span: Span, word: string, candidates: Iterable<string>): Suggestion {
  return suggestionOf(file, span, word, nearest(word, candidates, typoLimit(word)), false);
}

/** For words of the language, of which there are few: the nearest is what was meant. */
export function suggestWord(file: SourceFile, span: Span, word: string, candidates: Iterable<string>): Suggestion {
  return suggestionOf(file, span, word, nearest(word, candidates, typoLimit(word)), true);
}

function suggestionOf(
  file: SourceFile,
  span: Span,
  word: string,
  found: string | undefined,
  preferred: boolean,
): Suggestion {
  if (found === undefined || found === word) return { hint: '', extra: undefined };
  return { hint: ` Did you mean \`${found}\`?`, extra: { fixes: [changeTo(file, span, found, preferred)] } };
}

/** The suggestion, with the removal of the whole as what else can be done. */
export function orRemove({ hint, extra }: Suggestion, file: SourceFile, span: Span, written: string): Suggestion {
  return { hint, extra: { fixes: [...(extra?.fixes ?? []), remove(file, span, written)] } };
}

/** Takes away an attribute, or an item or property, with its line when it is alone there. */
export function remove(file: SourceFile, span: Span, written: string, preferred = false): Fix {
  const edit = written.startsWith('@') ? removal(file, span) : itemRemoval(file, span);
  return { title: `Remove \`${written}\``, edits: [edit], ...(preferred && { preferred }) };
}

/** Replaces a word. A quoted word stays quoted. */
export function changeTo(file: SourceFile, span: Span, word: string, preferred = false): Fix {
  const isQuoted = span.end - span.start > 1 && file.text[span.start] === '"' && file.text[span.end - 1] === '"';
  return {
    title: `Change to \`${word}\``,
    edits: [replacement(file, span, isQuoted ? `"${word}"` : word)],
    ...(preferred && { preferred }),
  };
}
