/** What the parser did to a text to get a value from it: one fact for each thing, with its place in the text. */
import type { Path } from '../stream/frame';

export type RepairKind =
  // Around the value
  | 'prose-skipped'
  | 'fence-stripped'
  // In the notation
  | 'quote-added'
  | 'quote-replaced'
  | 'quote-kept'
  | 'key-quoted'
  | 'comma-missing'
  | 'comma-dropped'
  | 'colon-missing'
  | 'comment-dropped'
  | 'escape-kept'
  | 'text-skipped'
  | 'closed-at-end'
  // In the value
  | 'text-to-number'
  | 'rounded'
  | 'text-to-bool'
  | 'value-to-text'
  | 'null-for-value'
  | 'single-to-list'
  | 'first-of-several'
  | 'alias-matched'
  | 'name-matched'
  | 'name-found-in-text'
  | 'unwrapped'
  | 'implied-key'
  | 'inferred'
  | 'ignored-key'
  | 'key-without-value'
  | 'duplicate-key'
  | 'dropped-item'
  | 'dropped-entry'
  | 'default-used';

export interface Repair {
  readonly kind: RepairKind;
  /** Where in the value; of what is not part of it, the value it stands in. */
  readonly path: Path;
  /** The stretch of the text it is about, in UTF-16 offsets; null when there is none, as for a field that is absent. */
  readonly span: Span | null;
  /** What became of it, in a few words: `"5" → 5`. */
  readonly what?: string;
}

export type Span = readonly [from: number, to: number];

const WORDS: Readonly<Record<RepairKind, string>> = {
  'prose-skipped': 'text around the value is skipped',
  'fence-stripped': 'a code fence is stripped',
  'quote-added': 'text without quotes is read as a string',
  'quote-replaced': 'other quotes are read as double quotes',
  'quote-kept': 'a quote inside a string is kept as part of it',
  'key-quoted': 'a key without double quotes is read as a key',
  'comma-missing': 'a missing comma is read as if it were there',
  'comma-dropped': 'a comma too many is skipped',
  'colon-missing': 'a missing colon is read as if it were there',
  'comment-dropped': 'a comment is dropped',
  'escape-kept': 'an escape is kept as text',
  'text-skipped': 'text between values is skipped',
  'closed-at-end': 'a value that the text does not close is closed at its end',
  'text-to-number': 'text is read as a number',
  rounded: 'a number is rounded',
  'text-to-bool': 'text is read as a bool',
  'value-to-text': 'a value is written out as text',
  'null-for-value': 'null takes the place of a value that does not fit',
  'single-to-list': 'a single value becomes a list of one',
  'first-of-several': 'one of several values is taken',
  'alias-matched': 'an alias is read as the name it stands for',
  'name-matched': 'a name is matched in spite of case, punctuation or accents',
  'name-found-in-text': 'a name is found inside a text',
  unwrapped: 'a value is taken out of an object with one member',
  'implied-key': 'a value is offered to the only field of its class',
  inferred: 'a class is made from a value that is no object',
  'ignored-key': 'a key that no field has is ignored',
  'key-without-value': 'a key without value is dropped',
  'duplicate-key': 'a key that comes again is ignored',
  'dropped-item': 'an item that does not fit is dropped',
  'dropped-entry': 'an entry that does not fit is dropped',
  'default-used': 'a default takes the place of what is missing or does not fit',
};

/** What a kind of repair does, in words: `a comment is dropped`. */
export const repairWords = (kind: RepairKind): string => WORDS[kind];
