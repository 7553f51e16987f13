/**
 * The oddities of the official runtime that a person meets while watching an answer stream, by name. `better`: the engine's
 * corrected mode reads otherwise there. `follow`: both modes do as the runtime does, because the value survives, or because
 * nobody could know better at that moment. `docs/quirks.md` has an example of each and what to do about it.
 */
export interface Quirk {
  readonly advice: 'better' | 'follow';
  /** What the program sees, in one sentence. */
  readonly happens: string;
}

const better = (happens: string): Quirk & { advice: 'better' } => ({ advice: 'better', happens });
const follow = (happens: string): Quirk & { advice: 'follow' } => ({ advice: 'follow', happens });

/** In the order in which corrections are put on top of each other when a difference is traced to its cause. */
export const BETTER = {
  'minified-scalar': better(
    'In JSON without blanks, an unquoted value followed by a comma swallows the rest of its object until the brace.',
  ),
  'crlf-tail': better(
    'With CRLF line ends, a value whose line ends without a comma stays open and swallows what follows.',
  ),
  'non-ascii-skip': better(
    'After an unquoted value with letters beyond ASCII, some of the following characters are lost.',
  ),
  'escape-tail': better(
    'A backslash at the end of the text shows, and `\\u` escapes show as text without their last digit.',
  ),
  'comma-blank': better('A comma after an unquoted value with blanks shows as part of it until the next character.'),
  'null-letters': better('The first letters of an unquoted `null`, `true` or `false` show as text.'),
  'quote-lookahead': better(
    'A quote at the end of the text counts as the end of the string, so a value marked done appears and may vanish again.',
  ),
  'nested-in-done': better(
    'Classes below the fields of a done class, and in recursive aliases, are unknown to the partial parser: lists stay empty.',
  ),
  'done-ignored': better(
    '`@stream.done` does nothing on an optional, or on a union without numbers, enums or literals.',
  ),
  'done-container-open': better(
    'A list or map marked done is null while it is absent, and empty and complete while it is open.',
  ),
  'not-null-weak': better(
    'A union marked not_null is null for a moment, while its value is spelled out but not closed.',
  ),
  'object-as-text': better(
    'An open object shows as text, `{x: 1}`, in a union with string, until its class accepts it.',
  ),
  'fence-tail': better('A string made from several readings of the text shows internal spellings: `[json AnyOf[…]]`.'),
  'state-early': better('The state of a class says Complete while the class is still open.'),
  'empty-root': better(
    'Before any bracket has come, a list or class at the root shows an item or fields made from nothing.',
  ),
  'text-tail-completes': better(
    'An enum or literal found in prose shows after a blank and is withheld again at the next letter.',
  ),
} as const satisfies Record<string, Quirk>;

export const FOLLOW = {
  'union-reselect': follow(
    'The variant of a union changes while fields arrive, and keys of the earlier one disappear.',
  ),
  'number-jump': follow('A number below a recursive alias, or beside a string variant, shows digit by digit.'),
  'candidate-switch': follow('Brackets in prose or in strings are read as values too; which one is taken changes.'),
  'key-order': follow('Withheld and absent fields may come last in the object; deep comparison sees no difference.'),
  'first-duplicate': follow('Of a key that comes twice the first value counts, even null.'),
  'hint-carry': follow('In a list of a union, the variant of the item before is preferred when it fits.'),
  'defaults-accept-prose': follow('A class that needs nothing accepts any text, without any JSON in it.'),
  'assert-late': follow('An assert on a required field acts in the final value only.'),
  'check-on-withheld': follow('A check is judged on a value that is unfinished or hidden.'),
  'final-differs': follow('The final value drops or changes what the last partial showed.'),
  'map-key-unchecked': follow('Keys of a map by enum or literals are checked only when some value needs repair.'),
  'comma-in-number': follow('In an unquoted `1,234` the part before the comma shows, then nothing, then 1234.'),
  'hash-comment': follow('`#` does not begin a comment: what follows it is read as a key or as text.'),
  ellipsis: follow('`...` is content: the text of an item, or a key without value.'),
} as const satisfies Record<string, Quirk>;

export type BetterQuirk = keyof typeof BETTER;
export type QuirkName = BetterQuirk | keyof typeof FOLLOW;

export const QUIRKS: Readonly<Record<QuirkName, Quirk>> = { ...BETTER, ...FOLLOW };

/** The quirks that corrected mode mends, in the order of the catalogue. */
export const BETTER_NAMES = Object.keys(BETTER) as readonly BetterQuirk[];

/** Which quirks a reading mends. */
export type Corrections = ReadonlySet<BetterQuirk>;
export const ALL_CORRECTIONS: Corrections = new Set(BETTER_NAMES);
