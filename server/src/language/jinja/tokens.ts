/** The tokens of a prompt. Offsets are positions in the prompt's text, not yet in the file. */

export type TokenKind =
  /** Text between tags, whitespace control applied: `value` is what is printed. */
  | 'text'
  /**
   * `{{`, `}}`, `{%`, `%}`. A tag that never ends gets an empty closing token. The `value` of a closing token is empty,
   * or `unclosed`, or `broken` when something in the tag was reported already.
   */
  | 'outputStart'
  | 'outputEnd'
  | 'blockStart'
  | 'blockEnd'
  | 'name'
  /** `value` has its escapes resolved. */
  | 'string'
  /** `value` is the digits without `_`, decimal; a float has `.`, `e` or `E`. */
  | 'number'
  | 'operator'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A problem in the prompt's text, before its offsets are mapped into the file. */
export interface LocalError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The change that surely puts it right. */
  readonly remedy?: { readonly start: number; readonly end: number; readonly newText: string };
}
