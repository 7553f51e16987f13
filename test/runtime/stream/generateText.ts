/** Random answers: values of a schema, the texts of them, and what models do to JSON. */
import type { Schema, Shape } from './generateSchema';
import { below, chance, pick, type Random } from './random';

/** An object as pairs, so that keys can come twice and in any order. */
type Value =
  string | number | boolean | null | readonly Value[] | { readonly pairs: readonly (readonly [string, Value])[] };

const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'flint', 'grove', 'iris', 'kelp', 'null', 'true', 'x'];

const TEXTS = [
  '',
  'plain',
  'two words',
  'say "hi", then go',
  'line\nbreak',
  'café é 😀',
  'a, b: {c} [d]',
  'back\\slash',
  "it's",
  'null',
  '12',
  '-3.5e2',
  '$1,200 or so',
  ' both ends ',
  'https://a.b/c?d=1',
  '# one\n- two',
  '```json\n{"a": 1}\n```',
  '{"x": 1}',
  'tab\there\r\n',
  '\0',
  'a\u2028b\u00a0c\ufeff',
  '👩‍👩‍👧 Łódź',
  '...',
  '// not a comment',
  'on',
  'UP',
  'going down',
];

/** A value of the schema as JSON, in one of the styles of models. */
export function textOf(random: Random, schema: Schema): string {
  const value = valueOf(random, schema.root, schema, 0);
  const text = write(random, value, pick(random, ['spaced', 'pretty', 'spaced', 'minified', 'tabbed']), 0);
  return chance(random, 0.05) ? text.replace(/[^\0-~]/g, escaped) : text;
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

function valueOf(random: Random, shape: Shape, schema: Schema, depth: number): Value {
  if (chance(random, 0.02)) return pick(random, [null, 7, 'stray', [], { pairs: [] }, true, 2.5] as Value[]);
  switch (shape.kind) {
    case 'string':
    case 'image':
      return chance(random, 0.5) ? pick(random, TEXTS) : `${pick(random, WORDS)} ${pick(random, WORDS)}.`;
    case 'int':
      return chance(random, 0.03) ? pick(random, [2 ** 53, 1e21, -0, 4294967296]) : below(random, 2000) - 200;
    case 'float':
      return below(random, 4000) / 8 - 20;
    case 'bool':
      return chance(random, 0.5);
    case 'null':
      return null;
    case 'literal':
      return pick(random, shape.values);
    case 'enum':
      return pick(random, schema.enums.get(shape.name)!);
    case 'class':
      return objectOf(random, shape.name, schema, depth);
    case 'alias':
      return aliasValue(random, shape.name, schema, depth);
    case 'list': {
      const length = depth > 4 ? 0 : below(random, 4);
      return Array.from({ length }, () => valueOf(random, shape.inner, schema, depth + 1));
    }
    case 'optional':
      return depth > 5 || chance(random, 0.3) ? null : valueOf(random, shape.inner, schema, depth);
    case 'map': {
      const names =
        shape.keys.kind === 'enum' ? schema.enums.get(shape.keys.name)! : ['one', 'two', 'three', 'a b', 'é'];
      const keys = names.slice(0, depth > 4 ? 0 : below(random, 4));
      const again =
        keys.length > 0 && chance(random, 0.1) ? [pick(random, keys), ...(chance(random, 0.3) ? ['two'] : [])] : [];
      return {
        pairs: [...keys, ...again].map((key) => [key, valueOf(random, shape.inner, schema, depth + 1)] as const),
      };
    }
    case 'union':
      return valueOf(random, pick(random, shape.variants), schema, depth);
  }
}

function objectOf(random: Random, name: string, schema: Schema, depth: number): Value {
  if (depth > 6) return { pairs: [] };
  const fields = schema.classes.get(name) ?? [];
  const pairs: (readonly [string, Value])[] = fields
    .filter(() => !chance(random, 0.06))
    .map((field) => [field.key, valueOf(random, field.shape, schema, depth + 1)] as const);
  if (chance(random, 0.1)) pairs.push(['extra', pick(random, ['ignored', 3, [1], { pairs: [['y', 'z']] }] as Value[])]);
  if (chance(random, 0.03) && pairs.length > 0) pairs.push([pairs[0]![0], 'again']);
  if (chance(random, 0.1)) pairs.reverse();
  return { pairs };
}

function aliasValue(random: Random, name: string, schema: Schema, depth: number): Value {
  const object = (): Value => objectOf(random, 'T0', schema, depth + 1);
  switch (name) {
    case 'Tree':
      // The official runtime takes minutes for larger ones.
      if (depth > 2) return [];
      return chance(random, 0.5) ? object() : [object(), ...(chance(random, 0.5) ? [[object()]] : [])];
    case 'Bag':
      if (depth > 2) return { pairs: [] };
      return {
        pairs: [
          ['a', object()],
          ['b', { pairs: [['c', chance(random, 0.5) ? 1 : object()]] }],
        ],
      };
    case 'J':
      if (depth > 3) return pick(random, TEXTS);
      return pick<Value>(random, [
        3,
        'text',
        [1.5, 'x', null],
        { pairs: [['k', [true]]] },
        null,
        [{ pairs: [['a', 1]] }],
      ]);
    case 'K':
      return pick<Value>(random, [5, [], [1, [2, []], 3]]);
    case 'M':
      return pick<Value>(random, [
        { pairs: [] },
        {
          pairs: [
            ['a', { pairs: [['b', 'c']] }],
            ['d', 'e'],
          ],
        },
      ]);
    case 'Words':
      return pick<Value>(random, [[], ['a', 'b c'], ['']]);
    default:
      return pick<Value>(random, [1, 'two', null]);
  }
}

function write(random: Random, value: Value, style: string, depth: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const comma = style === 'spaced' ? ', ' : ',';
  const indent = style === 'tabbed' ? '\t' : '  ';
  const lines = style === 'pretty' || style === 'tabbed';
  const gap = (level: number): string => (lines ? `\n${indent.repeat(level)}` : '');
  const parts =
    'pairs' in value
      ? value.pairs.map(
          ([key, one]) =>
            `${JSON.stringify(key)}:${style === 'minified' ? '' : ' '}${write(random, one, style, depth + 1)}`,
        )
      : value.map((one) => write(random, one, style, depth + 1));
  const [open, close] = 'pairs' in value ? '{}' : '[]';
  if (parts.length === 0) return `${open}${close}`;
  return `${open}${gap(depth + 1)}${parts.join(comma + gap(depth + 1))}${gap(depth)}${close}`;
}

/** What models do to JSON: prose, fences, missing and doubled characters, other quotes, comments, an early end. */
export function disturb(random: Random, json: string): string {
  let text = json;
  for (let steps = 1 + below(random, 3); steps > 0; steps--) text = pick(random, DISTURBANCES)(random, text);
  return text;
}

type Disturbance = (random: Random, text: string) => string;

const MARKS = [
  '"',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '\\',
  "'",
  '/',
  '`',
  ' ',
  '\n',
  'é',
  '#',
  '*',
  '-',
  '(',
  '1',
  'n',
  '\t',
  '\r',
];
const ODD = [
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\u0085',
  '\0',
  '\u200b',
  '😀',
  'e\u0301',
  '“',
  '”',
  '\u3000',
  '\x1b',
  'ß',
  '，',
];

const DISTURBANCES: readonly Disturbance[] = [
  (_random, text) => `Here is the answer:\n${text}`,
  (_random, text) => `${text}\nI hope that helps!`,
  (random, text) =>
    `${pick(random, ['I see {two} things, [1] and [2]: ', 'So, "x" it is. ', '<think>{a: 1}</think>'])}${text}`,
  (random, text) => `${text}${pick(random, [' }', ']', '\n{}', ' [1]', '\n\n(see [2])', ' ,', '\n```'])}`,
  (random, text) => fenced(text, pick(random, ['json', 'json', 'JSON', 'ts x', ''])),
  (_random, text) => `Sure — let me see.\n\n${fenced(text, 'json')}\nDone.`,
  (random, text) => `${fenced(pick(random, ['{}', '[1]', 'print("x")', '"UP"']), 'x')}\nor\n${fenced(text, 'json')}`,
  (_random, text) => `\`\`\`json\n${text}`,
  (_random, text) => `  \`\`\`json \n${text}\n  \`\`\`  `,
  (random, text) => [...text].slice(0, below(random, text.length)).join(''),
  (random, text) => cut(text, below(random, text.length), 1, ''),
  (random, text) => cut(text, below(random, text.length), 0, pick(random, MARKS)),
  (random, text) => cut(text, below(random, text.length), 0, pick(random, ODD)),
  (random, text) => cut(text, below(random, text.length), 1, pick(random, MARKS)),
  (random, text) => doubled([...text], random()),
  (random, text) => swapped([...text], random()),
  (_random, text) => text.replaceAll('"', "'"),
  (_random, text) => text.replaceAll('"', '`'),
  (random, text) =>
    text.replace(/"([^"\n]*)"/, pick(random, ['"""$1"""', '```\n$1\n```', '```x\n  $1\n\n```', '"""\n  $1\n"""'])),
  (_random, text) => text.replace(/"(\w+)":/g, '$1:'),
  (_random, text) => text.replace(/: "(\w+)"/g, ': $1'),
  (_random, text) => text.replace(/: ?"([^"\n]*)"/g, ': $1'),
  (_random, text) => text.replace(/([}\]])/, ',$1'),
  (_random, text) => text.replace(/, /, ', // note\n'),
  (random, text) => text.replace(/([,{[])/, pick(random, ['$1 /* so */ ', '$1\n// so\n', '$1 # so\n', '$1 ... '])),
  (_random, text) => `${text} ${text}`,
  (_random, text) => `[${text}]`,
  (_random, text) => `{"result": ${text}}`,
  (_random, text) => JSON.stringify(text),
  (_random, text) => text.replaceAll('\n', '\r\n'),
  (_random, text) => text.replaceAll('true', 'True').replaceAll('null', 'None'),
  (random, text) => text.replace(/-?\d+(\.\d+)?/, pick(random, NUMBERS)),
  (random, text) => text.replace(/"(\w+)":/, (_all, key: string) => `"${pick(random, CASES)(key)}":`),
  (random, text) => text.replace(/: "(\w+)"/, (_all, word: string) => `: "${pick(random, CASES)(word)}"`),
  (random, text) =>
    text.replace(/: "(\w+)"/, pick(random, [': ["$1"]', ': {"value": "$1"}', ': "It is $1, I think"', ': "**$1**"'])),
  (random, text) => text.replace(/\[([^[\]]*)\]/, pick(random, ['$1', '[[$1]]', '{"0": $1}', '"$1"'])),
  (random, text) => text.replace(/\{[^{}]*\}/, pick(random, ['"none"', '[$&]', 'null', '7', '[$&, $&]', '{"x": $&}'])),
];

const NUMBERS = [
  '1,234',
  '$5',
  '50%',
  '1/2',
  '+3',
  '.5',
  '1.',
  '1e400',
  '12 or 13',
  'NaN',
  '0x10',
  '"7"',
  '2.5',
  '99999999999999999999',
  '-',
  '1_000',
];
const CASES: readonly ((word: string) => string)[] = [
  (word) => word.toUpperCase(),
  (word) => word.toLowerCase(),
  (word) => ` ${word} `,
  (word) => `${word}.`,
  (word) => `"${word}`,
  (word) => word.replace('e', 'é'),
  (word) => `${word}s`,
  (word) => `_${word}_`,
];

const fenced = (text: string, tag: string): string => `\`\`\`${tag}\n${text}\n\`\`\``;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const cut = (text: string, at: number, length: number, put: string): string =>
  (text.slice(0, at) + put + text.slice(at + length)).replace(LONE_SURROGATE, '\ufffd');

function doubled(characters: readonly string[], where: number): string {
  const at = Math.floor(where * characters.length);
  return [...characters.slice(0, at + 1), ...characters.slice(at)].join('');
}

function swapped(characters: readonly string[], where: number): string {
  const at = Math.floor(where * (characters.length - 1));
  return [...characters.slice(0, at), ...characters.slice(at, at + 2).reverse(), ...characters.slice(at + 2)].join('');
}
