/** Random schemas with checks and asserts on everything that can have one, and answers for them. From one seed, as `generate.ts`. */
import type { Question } from './compare';
import type { Random } from './generate';

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** Expressions by the kind of value they are about. Some fail for some values, some give neither true nor false. */
const EXPRESSIONS: Readonly<Record<Kind, readonly string[]>> = {
  any: [
    ...['true', 'false', 'this', 'none', 'not this', 'this is defined', 'this != none', 'this == this', 'this is none'],
    ...['this is string', 'this is number', 'this is integer', 'this is float', 'this is mapping', 'this is sequence'],
    ...[
      'this|string|length > 2',
      'this|tojson|length > 4',
      'this|nofilter',
      'this in [1, 2, "a"]',
      '"a" in this|string',
    ],
  ],
  string: [
    ...['this|length > 2', 'this != ""', 'this == "abc"', 'this|upper == "ABC"', 'this|regex_match("^[a-z]+$")'],
    ...['this.startswith("a")', 'this[0] == "a"', 'this|trim|length < 4', 'this|lower in ["abc", "de"]', 'this > "b"'],
    ...['this|replace("a", "")|length == 2', 'this|last == "c"', 'this|title == "Abc"', 'this|int > 3'],
  ],
  int: [
    ...['this > 3', 'this >= 0 and this < 10', 'this % 2 == 0', 'this in [1, 2, 3]', 'this|abs > 2', 'this is odd'],
    ...['this // 2 == 1', 'this == 4.0', '10 / this > 2', 'this|string == "4"', 'this > "a"', 'this|float > 2.5'],
  ],
  float: ['this > 3', 'this|round == 3', 'this|int == 3', 'this is float', 'this * 2 == 7', 'this|string == "4.0"'],
  bool: ['this', 'not this', 'this == true', 'this is true', 'this|string == "true"', 'this or false'],
  list: [
    ...['this|length > 1', 'this|length > 0 and this|length < 3', 'this[0] == this[1]', 'this|first != none'],
    ...['"abc" in this', 'this|sum > 3', 'this|map("string")|join("")|length > 3', 'this|max == this|first'],
    ...['this[-1] != this[0]', 'this|sort|first == this|first', 'this|reverse|first == 4', 'this|last is defined'],
  ],
  map: [
    ...['this|length > 1', 'this.a == 1', '"a" in this', 'this["b"] is defined', 'this|items|length > 0'],
    ...['this|dictsort|first|first == "a"', 'this.keys()|first == "a"', 'this.get("a") is defined'],
  ],
  class: [
    ...[
      'this.n > 3',
      'this.n is none',
      'this.s|length > 2',
      'this.n == this.s|length',
      'this.zzz is undefined',
      'this.zzz',
    ],
    ...['this.s != none and this.s|length > 1', 'this|length == 2', '"n" in this', 'this.n and this.s'],
  ],
  enum: ['this == "RED"', 'this in ["RED", "BLUE"]', 'this|length == 3', 'this|lower == "red"', 'this == E.RED'],
};

type Kind = 'any' | 'string' | 'int' | 'float' | 'bool' | 'list' | 'map' | 'class' | 'enum';

interface Shape {
  readonly text: string;
  readonly kind: Kind;
  readonly value: (random: Random) => string;
}

const SIMPLE: readonly Shape[] = [
  { text: 'string', kind: 'string', value: (r) => pick(r, ['""', '"a"', '"abc"', '"de"', '"Abc"', '"true"', '"12"']) },
  { text: 'int', kind: 'int', value: (r) => String(Math.floor(r() * 12) - 2) },
  { text: 'float', kind: 'float', value: (r) => pick(r, ['3.5', '4.0', '-1.25', '3', '1e2']) },
  { text: 'bool', kind: 'bool', value: (r) => pick(r, ['true', 'false']) },
  { text: 'E', kind: 'enum', value: (r) => pick(r, ['"RED"', '"blue"', '"GREEN"']) },
];
const CLASS: Shape = {
  text: 'C',
  kind: 'class',
  value: (r) => `{"n": ${pick(r, ['null', '2', '7'])}, "s": ${SIMPLE[0]!.value(r)}}`,
};
const MAP: Shape = {
  text: 'map<string, int>',
  kind: 'map',
  value: (r) => pick(r, ['{}', '{"a": 1}', '{"a": 2, "b": 3}']),
};

/** A schema whose types have constraints, and an answer that mostly fits it. */
export function generateConstraints(random: Random): Question {
  let labels = 0;
  const chance = (probability: number): boolean => random() < probability;
  const attributes = (kind: Kind, block = ''): string => {
    const expression = (): string => pick(random, EXPRESSIONS[chance(0.75) ? kind : 'any']);
    const check = chance(0.6) ? ` ${block}@check(c${labels++}, {{ ${expression()} }})` : '';
    const label = chance(0.5) ? `a${labels++}, ` : '';
    return `${check}${chance(0.35) ? ` ${block}@assert(${label}{{ ${expression()} }})` : ''}`;
  };
  const stream = (probability: number): string =>
    chance(probability) ? ` @stream.${pick(random, ['done', 'with_state', 'not_null'])}` : '';
  const marked = (shape: Shape): Shape => {
    const added = chance(0.3) ? attributes(shape.kind) + stream(0.15) : '';
    return added === '' ? shape : { ...shape, text: `(${shape.text}${added})` };
  };
  const shape = (depth: number): Shape => {
    const roll = random();
    if (depth > 0 && roll < 0.25) {
      const item = marked(shape(depth - 1));
      const text = /[ |?]/.test(item.text) && !item.text.startsWith('(') ? `(${item.text})[]` : `${item.text}[]`;
      const value = (r: Random): string =>
        `[${Array.from({ length: Math.floor(r() * 4) }, () => item.value(r)).join(', ')}]`;
      return { text, kind: 'list', value };
    }
    if (roll < 0.35) return CLASS;
    if (roll < 0.42) return MAP;
    if (depth > 0 && roll < 0.55) {
      const inner = shape(0);
      return { ...inner, text: `${inner.text}?`, value: (r) => (r() < 0.3 ? 'null' : inner.value(r)) };
    }
    if (depth > 0 && roll < 0.62) {
      const [one, other] = [shape(0), shape(0)];
      const text = one.text === other.text ? one.text : `(${one.text} | ${other.text})`;
      return { text, kind: one.kind, value: (r) => (r() < 0.5 ? one.value(r) : other.value(r)) };
    }
    return pick(random, SIMPLE);
  };
  const block = (probability: number, kind: Kind): string =>
    chance(probability) ? attributes(kind, '@').replaceAll(' @@', '\n  @@') : '';
  const fields = ['alpha', 'beta', 'gamma'].slice(0, 2 + Math.floor(random() * 2)).map((name) => {
    const one = shape(2);
    return { name, one, text: `  ${name} ${one.text}${chance(0.8) ? attributes(one.kind) : ''}${stream(0.2)}` };
  });
  const returns = pick(random, ['R', 'R', 'R', 'R[]', 'R?']);
  const baml = `enum E {
  RED
  BLUE
  GREEN${block(0.2, 'enum')}
}
class C {
  n int?${chance(0.3) ? attributes('int') : ''}
  s string${chance(0.3) ? attributes('string') : ''}${block(0.4, 'class')}
}
class R {
${fields.map(({ text }) => text).join('\n')}${block(0.3, 'any')}
}
function Run(input: string) -> ${returns} {
  client "openai/gpt-4o"
  prompt #"{{ input }} {{ ctx.output_format }}"#
}
`;
  const member = ({ name, one }: (typeof fields)[number]): string =>
    `"${name}": ${chance(0.06) ? pick(random, ['5', '"x"', '[]', '{}', 'null']) : one.value(random)}`;
  const object = (): string =>
    `{${fields
      .filter(() => chance(0.9))
      .map(member)
      .join(', ')}}`;
  return { baml, text: returns === 'R[]' ? `[${object()}, ${object()}]` : object() };
}
