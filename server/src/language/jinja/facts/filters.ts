/** The filters, what they take and what they give. Language reference 6.1; the wording of what they do is ours. */
import type { JinjaType, Signature } from '../analysis';
import { BOOL, FLOAT, INT, NUMBER, STRING, UNKNOWN, listOf, union } from '../types';
import { keyword, needed, optional, signature } from './signature';

/** What a filter can work on. `numbers`: a list of numbers; `sized`: what has a length. */
export type FilterInput = 'any' | 'string' | 'number' | 'list' | 'map' | 'numbers' | 'sized';

/** A filter's result when it depends on the input: see `filterResult`. */
export type FilterResult =
  | 'same'
  /** A list of the items of the input. */
  | 'items'
  /** A list of lists of them. */
  | 'rows'
  | 'item'
  /** An item, or null when there is none. */
  | 'item-or-null'
  /** A list of pairs of key and value. */
  | 'pairs'
  /** The input without null, or the first argument. */
  | 'default'
  /** A list of a property of the items. */
  | 'mapped';

export interface FilterFact {
  readonly signature: Signature;
  readonly input: FilterInput;
  /** Undefined when the signature says it. */
  readonly result?: FilterResult;
  /** The argument that names a property of the items: its name, and its position when it can stand without. */
  readonly path?: { readonly name: string; readonly position?: number };
  /** The position of the argument that names a test or a filter. */
  readonly named?: { readonly position: number; readonly of: 'test' | 'filter' };
  /** The compiler knows it, the runtime does not. */
  readonly missing?: boolean;
}

const ATTRIBUTE = keyword('attribute', STRING, 'The property of the items that counts.');
const CASE = keyword('case_sensitive', BOOL, 'Whether capitals differ from small letters.');
const REVERSE = keyword('reverse', BOOL, 'Whether the order is turned around.');

type More = Pick<FilterFact, 'result' | 'path' | 'named' | 'missing'>;

function fact(
  name: string,
  input: FilterInput,
  returns: JinjaType | FilterResult,
  documentation: string,
  parameters: Signature['parameters'] = [],
  more: Omit<More, 'result'> & Pick<Signature, 'morePositional' | 'moreNamed'> = {},
): FilterFact {
  const { morePositional, moreNamed, ...rest } = more;
  const fixed = typeof returns === 'string' ? UNKNOWN : returns;
  const open = { ...(morePositional && { morePositional }), ...(moreNamed && { moreNamed }) };
  return {
    signature: signature(name, parameters, fixed, documentation, open),
    input,
    ...(typeof returns === 'string' && { result: returns }),
    ...rest,
  };
}

const byTest = (name: string, documentation: string): FilterFact =>
  fact(name, 'any', 'items', documentation, [optional('test', STRING)], {
    morePositional: true,
    named: { position: 0, of: 'test' },
  });

const byAttribute = (name: string, documentation: string): FilterFact =>
  fact(name, 'any', 'items', documentation, [needed('attribute', STRING), optional('test', STRING)], {
    morePositional: true,
    path: { name: 'attribute', position: 0 },
    named: { position: 1, of: 'test' },
  });

const FACTS: readonly FilterFact[] = [
  // Texts.
  fact('upper', 'string', STRING, 'The text in capitals.'),
  fact('lower', 'string', STRING, 'The text in small letters.'),
  fact('capitalize', 'string', STRING, 'The first letter as a capital, the others small.'),
  fact('title', 'any', STRING, 'Every word with a capital.'),
  fact('trim', 'any', STRING, 'The text without blanks at its ends.', [
    optional('characters', STRING, 'What to remove instead.'),
  ]),
  fact('replace', 'any', STRING, 'The text with one part replaced by another.', [
    needed('old', STRING),
    needed('new', STRING),
  ]),
  fact('indent', 'any', STRING, 'All lines but the first moved to the right.', [
    needed('width', INT, 'By how many blanks.'),
    optional('first', BOOL, 'The first line too.'),
    optional('blank', BOOL, 'Empty lines too.'),
  ]),
  fact('lines', 'any', listOf(STRING), 'The lines of the text.'),
  fact('split', 'any', listOf(STRING), 'The parts between separators, or between blanks.', [
    optional('separator', STRING),
    optional('limit', INT),
  ]),
  fact('string', 'any', STRING, 'The value as text.'),
  fact('escape', 'string', STRING, 'The text with `<`, `>`, `&` and quotes escaped for HTML.'),
  fact('e', 'any', STRING, 'Short for `escape`.'),
  fact('safe', 'any', STRING, 'The text, marked as not to be escaped.'),
  fact('pprint', 'any', STRING, 'The value as text, to look at.'),
  fact('regex_match', 'any', BOOL, 'Whether the regular expression matches the text.', [needed('pattern', STRING)]),
  fact('urlencode', 'any', STRING, 'The text as part of a web address.', [], { missing: true }),
  // Values as text.
  fact('tojson', 'any', STRING, 'The value as JSON, with the names of fields (not their aliases).', [
    optional('indent', UNKNOWN, 'By how many blanks to indent.'),
  ]),
  fact('format', 'any', STRING, 'The value as YAML, JSON or TOON, with the aliases of fields.', [
    keyword('type', STRING, '"yaml", "json" or "toon"; it has to be given.'),
    keyword('delimiter', STRING, 'For TOON: "comma", "tab" or "pipe".'),
    keyword('length_marker', STRING, 'For TOON: a character before lengths.'),
  ]),
  fact('join', 'any', STRING, 'The items as one text.', [optional('separator', STRING, 'What stands between them.')]),
  // Numbers.
  fact('abs', 'number', NUMBER, 'The number without its sign.'),
  fact('round', 'any', NUMBER, 'The number rounded.', [optional('digits', INT, 'How many digits after the point.')]),
  fact('int', 'any', INT, 'The value as an int.'),
  fact('float', 'any', FLOAT, 'The value as a float.'),
  fact('bool', 'any', BOOL, 'Whether the value counts as true.'),
  fact('sum', 'numbers', NUMBER, 'The sum of the numbers.'),
  // Lists.
  fact('length', 'sized', INT, 'How many items, characters or keys there are.'),
  fact('count', 'any', INT, 'How many items, characters or keys there are.'),
  fact('first', 'list', 'item-or-null', 'The first item.'),
  fact('last', 'list', 'item-or-null', 'The last item.'),
  fact('list', 'any', 'items', 'The items as a list.'),
  fact('reverse', 'any', 'same', 'The items, or the text, backwards.'),
  fact('sort', 'any', 'items', 'The items in order.', [CASE, REVERSE, ATTRIBUTE], { path: { name: 'attribute' } }),
  fact('unique', 'any', 'items', 'The items, each only once.', [CASE, ATTRIBUTE], { path: { name: 'attribute' } }),
  fact('min', 'any', 'item', 'The smallest item.'),
  fact('max', 'any', 'item', 'The greatest item.'),
  fact('batch', 'any', 'rows', 'Rows of so many items.', [needed('size', INT), optional('fill')]),
  fact('slice', 'any', 'rows', 'So many rows of items.', [needed('count', INT), optional('fill')]),
  fact(
    'map',
    'any',
    'mapped',
    'A property of each item, or each item through a filter.',
    [
      optional('filter', STRING, 'The name of a filter.'),
      ATTRIBUTE,
      keyword('default', UNKNOWN, 'What stands for a property that is missing.'),
    ],
    { path: { name: 'attribute' }, named: { position: 0, of: 'filter' }, morePositional: true, moreNamed: true },
  ),
  byTest('select', 'The items that pass the test, or count as true.'),
  byTest('reject', 'The items that do not pass the test, or do not count as true.'),
  byAttribute('selectattr', 'The items whose property passes the test, or counts as true.'),
  byAttribute('rejectattr', 'The items whose property does not pass the test, or does not count as true.'),
  fact(
    'groupby',
    'any',
    listOf(UNKNOWN),
    'The items in groups with the same property: pairs of it and a list.',
    [optional('attribute', STRING), keyword('default'), CASE],
    { path: { name: 'attribute', position: 0 } },
  ),
  fact('zip', 'any', listOf(UNKNOWN), 'Pairs of the items at the same places of lists.', [], { morePositional: true }),
  fact('chain', 'any', UNKNOWN, 'Several lists, or maps, one behind the other.', [], { morePositional: true }),
  // Maps and classes.
  fact('items', 'map', 'pairs', 'The keys with their values.'),
  fact('dictsort', 'map', 'pairs', 'The keys with their values, in order.', [
    keyword('by', union({ kind: 'literal', value: 'key' }, { kind: 'literal', value: 'value' }), '"key" or "value".'),
    REVERSE,
    CASE,
  ]),
  fact('attr', 'any', UNKNOWN, 'The property with this name.', [needed('name')]),
  fact('default', 'any', 'default', 'The value, or another one when it is undefined.', [
    optional('other', UNKNOWN, 'An empty text when it is left out.'),
    optional('lax', BOOL, 'Also when the value counts as false.'),
  ]),
  fact('d', 'any', 'default', 'Short for `default`.', [optional('other'), optional('lax', BOOL)]),
];

export const FILTERS: ReadonlyMap<string, FilterFact> = new Map(FACTS.map((one) => [one.signature.name, one]));
