/** The methods of texts, maps and lists, which are Python's. */
import type { CallableType, JinjaType, Member, Signature } from '../analysis';
import { BOOL, INT, NONE, STRING, UNKNOWN, isText, listOf, union } from '../types';
import { needed, optional, signature } from './signature';

const CHARACTERS = optional('characters', STRING, 'What to remove instead of blanks.');

const TEXT: readonly Signature[] = [
  signature('upper', [], STRING, 'The text in capitals.'),
  signature('lower', [], STRING, 'The text in small letters.'),
  signature('title', [], STRING, 'Every word with a capital.'),
  signature('capitalize', [], STRING, 'The first letter as a capital, the others small.'),
  signature('strip', [CHARACTERS], STRING, 'The text without blanks at its ends.'),
  signature('lstrip', [CHARACTERS], STRING, 'The text without blanks at its start.'),
  signature('rstrip', [CHARACTERS], STRING, 'The text without blanks at its end.'),
  signature(
    'replace',
    [needed('old', STRING), needed('new', STRING), optional('count', INT)],
    STRING,
    'The text with one part replaced by another.',
  ),
  signature(
    'split',
    [optional('separator', STRING), optional('limit', INT)],
    listOf(STRING),
    'The parts between separators.',
  ),
  signature('splitlines', [optional('keepends', BOOL)], listOf(STRING), 'The lines of the text.'),
  signature('startswith', [needed('start')], BOOL, 'Whether the text begins like this.'),
  signature('endswith', [needed('end')], BOOL, 'Whether the text ends like this.'),
  signature('find', [needed('part', STRING)], INT, 'Where the part stands first, or -1.'),
  signature('rfind', [needed('part', STRING)], INT, 'Where the part stands last, or -1.'),
  signature('count', [needed('part', STRING)], INT, 'How often the part occurs.'),
  signature('join', [needed('items')], STRING, 'The items with this text between them.'),
  signature('format', [], STRING, 'The text with the arguments put in.', { morePositional: true, moreNamed: true }),
  signature('islower', [], BOOL, 'Whether all letters are small.'),
  signature('isupper', [], BOOL, 'Whether all letters are capitals.'),
  signature('isspace', [], BOOL, 'Whether there are only blanks.'),
  signature('isdigit', [], BOOL, 'Whether there are only digits.'),
  signature('isnumeric', [], BOOL, 'Whether there are only digits.'),
  signature('isalpha', [], BOOL, 'Whether there are only letters.'),
  signature('isalnum', [], BOOL, 'Whether there are only letters and digits.'),
  signature('isascii', [], BOOL, 'Whether there are only ASCII characters.'),
];

function mapSignatures(key: JinjaType, value: JinjaType): readonly Signature[] {
  return [
    signature('items', [], listOf({ kind: 'tuple', items: [key, value] }), 'The keys with their values.'),
    signature('keys', [], listOf(key), 'The keys.'),
    signature('values', [], listOf(value), 'The values.'),
    signature('get', [needed('key'), optional('default')], union(value, NONE), 'The value of the key, or the default.'),
  ];
}

const LIST: readonly Signature[] = [signature('count', [needed('item')], INT, 'How often the item occurs.')];

const OF_TEXT = members(TEXT);
const OF_LIST = members(LIST);
const OF_CLASS = members(mapSignatures(STRING, UNKNOWN));

/** The methods of a value of the type; of a union, none. */
export function methodsOf(type: JinjaType): readonly Member[] {
  if (isText(type)) return OF_TEXT;
  switch (type.kind) {
    case 'list':
    case 'tuple':
      return OF_LIST;
    case 'class':
      return OF_CLASS;
    case 'map':
      return members(mapSignatures(type.key, type.value));
    default:
      return [];
  }
}

function members(signatures: readonly Signature[]): readonly Member[] {
  return signatures.map((of) => {
    const type: CallableType = { kind: 'callable', name: of.name, of: 'method', signature: of };
    return { name: of.name, kind: 'method', type, documentation: of.documentation ?? '' };
  });
}
