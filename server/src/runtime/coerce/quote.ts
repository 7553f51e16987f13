/** Text in quotes, with what a reader could not see spelt out, as the official runtime prints it in errors. */

/** What is spelt out: quotes, backslashes, controls, what is invisible, and marks that join the character before. */
const HIDDEN = /["\\\p{C}\p{Zl}\p{Zp}\p{Grapheme_Extend}]|(?! )\p{Zs}/gu;

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\0': '\\0',
};

export const quote = (text: string): string =>
  `"${text.replace(HIDDEN, (one) => SHORT[one] ?? `\\u{${one.codePointAt(0)!.toString(16)}}`)}"`;
