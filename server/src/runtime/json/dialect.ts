/**
 * Where the fixing parser may be told to read otherwise than the official one: each switch mends one oddity of it, named in
 * `quirks/catalog.ts`. All of them are off in what the program receives.
 */
export interface Dialect {
  /** `1,"`: a comma right before a quote ends an unquoted value (minified-scalar). */
  readonly endsAtCommaQuote: boolean;
  /** `\u00e9`, `\/`: escapes are resolved, and unfinished ones not shown (escape-tail). */
  readonly decodesEscapes: boolean;
  /** A comma that may end an unquoted value is not shown until that is decided (comma-blank). */
  readonly holdsComma: boolean;
  /** Nothing is skipped behind an unquoted value with letters beyond ASCII (non-ascii-skip). */
  readonly countsCharacters: boolean;
  /** A carriage return is a blank behind quotes and commas (crlf-tail). */
  readonly carriageIsBlank: boolean;
}

/** The official runtime's. */
export const OFFICIAL: Dialect = {
  endsAtCommaQuote: false,
  decodesEscapes: false,
  holdsComma: false,
  countsCharacters: false,
  carriageIsBlank: false,
};
