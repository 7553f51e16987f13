/** Types as Python, TypeScript, Prisma and others write them, and how BAML does. Text in, text out. */

/** Words of other languages in lower case, by the type they stand for here. */
export const FOREIGN_TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  text: 'string',
  char: 'string',
  varchar: 'string',
  uuid: 'string',
  date: 'string',
  datetime: 'string',
  timestamp: 'string',
  number: 'float` or `int',
  double: 'float',
  decimal: 'float',
  real: 'float',
  integer: 'int',
  bigint: 'int',
  long: 'int',
  boolean: 'bool',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  void: 'null',
  list: 'T[]',
  array: 'T[]',
  set: 'T[]',
  dict: 'map<string, T>',
  object: 'map<string, T>',
  record: 'map<string, T>',
  any: 'string',
  optional: 'T?',
};

type Shape = (args: readonly string[]) => string | undefined;

const list: Shape = ([item, ...more]) => (item && !more.length ? `${bracketed(item)}[]` : undefined);
const map: Shape = ([key, value, ...more]) => (key && value && !more.length ? `map<${key}, ${value}>` : undefined);
const union: Shape = (members) => (members.length ? members.join(' | ') : undefined);
const optional: Shape = ([item, ...more]) =>
  item && !more.length ? (item.endsWith('?') ? item : `${bracketed(item)}?`) : undefined;

/** Names in lower case that take types between brackets, with an example of what they are here. */
const GENERICS: Readonly<Record<string, { readonly shape: Shape; readonly example: string }>> = {
  list: { shape: list, example: 'T[]' },
  array: { shape: list, example: 'T[]' },
  readonlyarray: { shape: list, example: 'T[]' },
  sequence: { shape: list, example: 'T[]' },
  iterable: { shape: list, example: 'T[]' },
  vec: { shape: list, example: 'T[]' },
  set: { shape: list, example: 'T[]' },
  frozenset: { shape: list, example: 'T[]' },
  optional: { shape: optional, example: 'T?' },
  option: { shape: optional, example: 'T?' },
  nullable: { shape: optional, example: 'T?' },
  maybe: { shape: optional, example: 'T?' },
  map: { shape: map, example: 'map<string, T>' },
  hashmap: { shape: map, example: 'map<string, T>' },
  dict: { shape: map, example: 'map<string, T>' },
  mapping: { shape: map, example: 'map<string, T>' },
  record: { shape: map, example: 'map<string, T>' },
  union: { shape: union, example: 'A | B' },
  literal: { shape: union, example: '"a" | "b"' },
};

/** What `name[…]` or `name<…>` is written as here, with `T` for what stands inside; undefined for names that are not known. */
export function genericExample(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(GENERICS, key) ? GENERICS[key]!.example : undefined;
}

/** Longer texts are no types that a person wrote. */
const LONGEST = 200;
const MAX_DEPTH = 10;
const TOKEN = /\s*(?:([A-Za-z]\w*)|("(?:[^"\\\r\n]|\\.)*")|'([^'"\\\r\n]*)'|(-?\d+)|([[\]<>(),|?]))/y;

/** A type of another language as BAML writes it: `Optional[List[str]]` is `(string[])?`. Undefined when any of it is unclear. */
export function bamlType(source: string): string | undefined {
  if (source.length > LONGEST) return undefined;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = source.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    tokens.push(found[1] ?? found[2] ?? (found[3] === undefined ? (found[4] ?? found[5]!) : `"${found[3]}"`));
  }
  let at = 0;
  const type = unionAt(0);
  return at === tokens.length ? type : undefined;

  function unionAt(depth: number): string | undefined {
    const members: string[] = [];
    do {
      const member = postfixAt(depth);
      if (member === undefined) return undefined;
      members.push(member);
    } while (eat('|'));
    return members.join(' | ');
  }

  function postfixAt(depth: number): string | undefined {
    let type = baseAt(depth);
    while (type !== undefined) {
      if (eat('?')) type = optional([type]);
      else if (tokens[at] === '[' && tokens[at + 1] === ']') {
        at += 2;
        type = list([type]);
      } else return type;
    }
    return undefined;
  }

  function baseAt(depth: number): string | undefined {
    const token = tokens[at++];
    if (token === undefined || depth > MAX_DEPTH) return undefined;
    if (token === '(') {
      const inner = unionAt(depth + 1);
      return inner !== undefined && eat(')') ? `(${inner})` : undefined;
    }
    if (/^["\d-]/.test(token)) return token;
    if (!/^[A-Za-z]/.test(token)) return undefined;
    const opening = tokens[at];
    if (opening === '<' || (opening === '[' && tokens[at + 1] !== ']')) return genericAt(token, opening, depth);
    const word = Object.hasOwn(FOREIGN_TYPES, token.toLowerCase()) ? FOREIGN_TYPES[token.toLowerCase()] : undefined;
    if (word !== undefined) return /^\w+$/.test(word) ? word : undefined;
    return PRIMITIVE.test(token) ? token.toLowerCase() : token;
  }

  function genericAt(name: string, opening: '<' | '[', depth: number): string | undefined {
    const key = name.toLowerCase();
    if (!Object.hasOwn(GENERICS, key)) return undefined;
    at++;
    const args: string[] = [];
    do {
      const arg = unionAt(depth + 1);
      if (arg === undefined) return undefined;
      args.push(arg);
    } while (eat(','));
    return eat(opening === '<' ? '>' : ']') ? GENERICS[key]!.shape(args) : undefined;
  }

  function eat(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }
}

const PRIMITIVE = /^(?:string|int|float|bool|null)$/i;

/** In parentheses if something cannot follow it directly. */
export function bracketed(type: string): string {
  return /^[A-Za-z]\w*(?:\[\])*$/.test(type) || /^map<[^|]*>$/.test(type) || /^\([^()]*\)$/.test(type)
    ? type
    : `(${type})`;
}
