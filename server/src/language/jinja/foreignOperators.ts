/** Operators of JavaScript in tags: what they are here, so that the tag is read as it was meant and reported once. */

export interface ForeignOperator {
  readonly written: string;
  /** What the tag is read with instead: a word or an operator; undefined when there is none that stands at the same place. */
  readonly token?: { readonly kind: 'name' | 'operator'; readonly value: string };
  /** What to write in its place. */
  readonly newText?: string;
  readonly message: string;
}

const word = (written: string, value: string, newText = value): ForeignOperator => ({
  written,
  token: { kind: 'name', value },
  newText,
  message: `\`${written}\` is written \`${value}\` here.`,
});
const sign = (written: string, value: string): ForeignOperator => ({
  written,
  token: { kind: 'operator', value },
  newText: value,
  message: `\`${written}\` is written \`${value}\` here.`,
});

/** The longest first. `!=` is an operator of the language. */
const OPERATORS: readonly ForeignOperator[] = [
  sign('===', '=='),
  sign('!==', '!='),
  word('&&', 'and'),
  word('||', 'or'),
  sign('?.', '.'),
  { written: '??', message: 'A value in place of null is given by a filter: `…|default("…")`.' },
  { written: '?', message: 'A choice is written `a if condition else b`.' },
  word('!', 'not', 'not '),
];

/** The foreign operator at an offset of a text. */
export function foreignOperator(text: string, at: number): ForeignOperator | undefined {
  const char = text[at];
  if (char !== '=' && char !== '!' && char !== '&' && char !== '|' && char !== '?') return undefined;
  const found = OPERATORS.find(({ written }) => text.startsWith(written, at));
  return found?.written === '!' && text[at + 1] === '=' ? undefined : found;
}
