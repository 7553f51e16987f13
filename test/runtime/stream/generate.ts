/**
 * Random schemas, values of them, and the many ways a model might write those values down. Everything comes from one
 * seed, so that a difference found once can be found again.
 */

/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Tier = 'clean' | 'attributes' | 'messy';

export interface Generated {
  readonly tier: Tier;
  readonly baml: string;
  readonly text: string;
}

type Shape =
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' }
  | { readonly kind: 'literal'; readonly texts: readonly string[] }
  | { readonly kind: 'enum' | 'class' | 'json'; readonly name: string }
  | { readonly kind: 'list' | 'optional' | 'map'; readonly inner: Shape }
  | { readonly kind: 'union'; readonly variants: readonly Shape[] };

interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  readonly attributes: string;
}
interface Schema {
  readonly classes: Map<string, readonly FieldShape[]>;
  readonly enums: Map<string, readonly string[]>;
  readonly baml: string;
  readonly root: Shape;
}

const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'flint', 'grove', 'iris', 'kelp', 'null', 'true', 'x'];
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const chance = (random: Random, probability: number): boolean => random() < probability;

/** A schema, an answer, and the text of the answer, of one tier. */
export function generate(random: Random, tier: Tier): Generated {
  const schema = schemaOf(random, tier === 'attributes' || (tier === 'messy' && chance(random, 0.3)));
  const value = valueOf(random, schema.root, schema, 0);
  const text = write(random, value, pick(random, ['spaced', 'pretty', 'spaced', 'minified']), 0);
  return { tier, baml: schema.baml, text: tier === 'messy' ? disturb(random, text) : text };
}

// ------------------------------------------------------------------------------------------------ schemas

function schemaOf(random: Random, attributes: boolean): Schema {
  const enums = new Map<string, readonly string[]>();
  const classes = new Map<string, readonly FieldShape[]>();
  const lines: string[] = [];
  for (let i = 0; i < 2; i++) {
    const values = ['UP', 'DOWN', 'LEFT_SIDE', 'RIGHT'].slice(0, 2 + Math.floor(random() * 3));
    enums.set(`E${i}`, values);
    lines.push(`enum E${i} {\n  ${values.join('\n  ')}\n}`);
  }
  const count = 1 + Math.floor(random() * 3);
  for (let i = count - 1; i >= 0; i--) {
    const name = `T${i}`;
    const known = [...classes.keys()];
    const fields: FieldShape[] = [];
    const names = new Set<string>();
    for (let n = 1 + Math.floor(random() * 4); n > 0; n--) names.add(pick(random, WORDS.slice(0, 9)));
    for (const field of names) {
      const shape = shapeOf(random, known, 2);
      fields.push({ name: field, shape, attributes: attributes ? attributesOf(random) : '' });
    }
    classes.set(name, fields);
    const block =
      attributes && chance(random, 0.2) ? `\n  @@stream.${pick(random, ['done', 'with_state', 'not_null'])}` : '';
    const written = fields.map((field) => `  ${field.name} ${spell(field.shape)}${field.attributes}`);
    lines.push(`class ${name} {\n${written.join('\n')}${block}\n}`);
  }
  lines.push('type J = string | int | float | bool | null | J[] | map<string, J>');
  const root = chance(random, 0.7) ? { kind: 'class' as const, name: 'T0' } : shapeOf(random, [...classes.keys()], 2);
  const baml = `${lines.join('\n')}
function Run(input: string) -> ${spell(root)} {
  client "openai/gpt-4o"
  prompt #"{{ input }} {{ ctx.output_format }}"#
}
`;
  return { classes, enums, baml, root };
}

function shapeOf(random: Random, classes: readonly string[], depth: number): Shape {
  const roll = random();
  if (depth > 0 && roll < 0.18) return { kind: 'list', inner: shapeOf(random, classes, depth - 1) };
  if (depth > 0 && roll < 0.26) return { kind: 'optional', inner: shapeOf(random, classes, 0) };
  if (depth > 0 && roll < 0.32) return { kind: 'map', inner: shapeOf(random, classes, 0) };
  if (depth > 0 && roll < 0.42) {
    return { kind: 'union', variants: [shapeOf(random, classes, 0), shapeOf(random, classes, 0)] };
  }
  if (roll < 0.6 && classes.length > 0) return { kind: 'class', name: pick(random, classes) };
  if (roll < 0.66) return { kind: 'enum', name: pick(random, ['E0', 'E1']) };
  if (roll < 0.7) return { kind: 'literal', texts: ['on', 'off'] };
  if (roll < 0.72) return { kind: 'json', name: 'J' };
  return { kind: pick(random, ['string', 'string', 'string', 'int', 'float', 'bool'] as const) };
}

function attributesOf(random: Random): string {
  let text = '';
  for (const name of ['done', 'not_null', 'with_state']) if (chance(random, 0.25)) text += ` @stream.${name}`;
  return text;
}

function spell(shape: Shape): string {
  switch (shape.kind) {
    case 'literal':
      return shape.texts.map((text) => JSON.stringify(text)).join(' | ');
    case 'enum':
    case 'class':
    case 'json':
      return shape.name;
    case 'list':
      return `${grouped(shape.inner)}[]`;
    case 'optional':
      return `${grouped(shape.inner)}?`;
    case 'map':
      return `map<string, ${spell(shape.inner)}>`;
    case 'union':
      return `(${shape.variants.map(grouped).join(' | ')})`;
    default:
      return shape.kind;
  }
}

const grouped = (shape: Shape): string =>
  shape.kind === 'literal' || shape.kind === 'optional' ? `(${spell(shape)})` : spell(shape);

// ------------------------------------------------------------------------------------------------ values

/** An object as pairs, so that keys can come twice and in any order. */
type Value =
  string | number | boolean | null | readonly Value[] | { readonly pairs: readonly (readonly [string, Value])[] };

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
];

function valueOf(random: Random, shape: Shape, schema: Schema, depth: number): Value {
  if (chance(random, 0.02)) return pick(random, [null, 7, 'stray', [], { pairs: [] }] as Value[]);
  switch (shape.kind) {
    case 'string':
      return chance(random, 0.5) ? pick(random, TEXTS) : `${pick(random, WORDS)} ${pick(random, WORDS)}.`;
    case 'int':
      return Math.floor(random() * 2000) - 200;
    case 'float':
      return Math.floor(random() * 4000) / 8 - 20;
    case 'bool':
      return chance(random, 0.5);
    case 'literal':
      return pick(random, shape.texts);
    case 'enum':
      return pick(random, schema.enums.get(shape.name)!);
    case 'class': {
      const fields = schema.classes.get(shape.name)!;
      const pairs = fields
        .filter(() => !chance(random, 0.06))
        .map((field) => [field.name, valueOf(random, field.shape, schema, depth + 1)] as const);
      if (chance(random, 0.1)) pairs.push(['extra', 'ignored']);
      if (chance(random, 0.1)) pairs.reverse();
      return { pairs };
    }
    case 'json':
      if (depth > 3) return pick(random, TEXTS);
      return pick<Value>(random, [3, 'text', [1.5, 'x', null], { pairs: [['k', [true]]] }]);
    case 'list':
      return Array.from({ length: Math.floor(random() * 4) }, () => valueOf(random, shape.inner, schema, depth + 1));
    case 'optional':
      return chance(random, 0.3) ? null : valueOf(random, shape.inner, schema, depth);
    case 'map': {
      const keys = ['one', 'two', 'three'].slice(0, Math.floor(random() * 4));
      return { pairs: keys.map((key) => [key, valueOf(random, shape.inner, schema, depth + 1)] as const) };
    }
    case 'union':
      return valueOf(random, pick(random, shape.variants), schema, depth);
  }
}

// ------------------------------------------------------------------------------------------------ texts

function write(random: Random, value: Value, style: string, depth: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const comma = style === 'spaced' ? ', ' : ',';
  const gap = (level: number): string => (style === 'pretty' ? `\n${'  '.repeat(level)}` : '');
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
function disturb(random: Random, json: string): string {
  let text = json;
  const steps = 1 + Math.floor(random() * 3);
  for (let i = 0; i < steps; i++) text = pick(random, DISTURBANCES)(random, text);
  return text;
}

const DISTURBANCES: readonly ((random: Random, text: string) => string)[] = [
  (_random, text) => `Here is the answer:\n${text}`,
  (_random, text) => `${text}\nI hope that helps!`,
  (_random, text) => `\`\`\`json\n${text}\n\`\`\``,
  (_random, text) => `Sure — let me see.\n\n\`\`\`json\n${text}\n\`\`\`\nDone.`,
  (random, text) => [...text].slice(0, Math.floor(random() * text.length)).join(''),
  (random, text) => cut(text, Math.floor(random() * text.length), 1, ''),
  (random, text) =>
    cut(
      text,
      Math.floor(random() * text.length),
      0,
      pick(random, ['"', ',', ':', '{', '}', '[', ']', '\\', "'", '/', '`', ' ', '\n', 'é']),
    ),
  (random, text) => doubled([...text], random()),
  (_random, text) => text.replaceAll('"', "'"),
  (_random, text) => text.replace(/"(\w+)":/g, '$1:'),
  (_random, text) => text.replace(/: "(\w+)"/g, ': $1'),
  (_random, text) => text.replace(/([}\]])/, ',$1'),
  (_random, text) => text.replace(/, /, ', // note\n'),
  (_random, text) => `${text} ${text}`,
  (_random, text) => text.replaceAll('true', 'True').replaceAll('null', 'None'),
];

const cut = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length);
function doubled(characters: readonly string[], where: number): string {
  const at = Math.floor(where * characters.length);
  return [...characters.slice(0, at + 1), ...characters.slice(at)].join('');
}

/** A text in random pieces of one to twelve characters, as a provider might send it. */
export function chunksOf(random: Random, text: string): string[] {
  const characters = [...text];
  const chunks: string[] = [];
  for (let at = 0; at < characters.length;) {
    const size = 1 + Math.floor(random() * 12);
    chunks.push(characters.slice(at, at + size).join(''));
    at += size;
  }
  return chunks;
}
