/** What a declared thing may be called. Language reference 1.2, 5.2 and 5.3. */
import { FIELD_KEYWORDS, PYTHON_KEYWORDS } from './keywords';
import type { SymbolKind } from './occurrence';

/** How messages call the kinds of things. */
export const SYMBOL_NAME: Readonly<Record<SymbolKind, string>> = {
  class: 'class',
  enum: 'enum',
  alias: 'type alias',
  function: 'function',
  client: 'client',
  retry: 'retry policy',
  template: 'template string',
  generator: 'generator',
  test: 'test',
  field: 'field',
  value: 'value',
  parameter: 'parameter',
  variable: 'variable',
};

const UPPER_CASE: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  'class',
  'enum',
  'alias',
  'function',
  'client',
  'retry',
  'template',
  'value',
]);
const BLOCKS: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  'class',
  'enum',
  'alias',
  'function',
  'client',
  'retry',
  'template',
  'test',
  'generator',
]);
const RESERVED_SCALARS: ReadonlySet<string> = new Set(['Int', 'BigInt', 'Float', 'Boolean', 'String', 'Json', 'Bytes']);
const PYTHON_VALUES: ReadonlySet<string> = new Set(['None', 'True', 'False']);
/** Words of the template language, and the objects that every prompt needs. */
const TEMPLATE_WORDS: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'if', 'else', 'true', 'false', 'none', 'True', 'False', 'None'],
  ...['_', 'ctx', 'loop'],
]);

const PATH = /^[A-Za-z]\w*(?:::[A-Za-z]\w*)*$/;
/** The shapes of names that are not a word that begins with a letter. */
const SHAPES: Partial<Record<SymbolKind, RegExp>> = {
  class: PATH,
  enum: PATH,
  alias: PATH,
  variable: /^[A-Za-z_]\w*$/,
};

export interface NamePlace {
  readonly kind: SymbolKind;
  /** An expression function, whose name may begin with a small letter. */
  readonly expression?: boolean;
  /** Python code is generated from the project. */
  readonly python: boolean;
}

/** Why a thing cannot have a name, and what to do; undefined when it can. */
export function nameProblem(name: string, { kind, expression, python }: NamePlace): string | undefined {
  const what = SYMBOL_NAME[kind];
  const first = kind === 'variable' ? 'a letter or `_`' : 'a letter';
  if (!(SHAPES[kind] ?? /^[A-Za-z]\w*$/).test(name)) {
    return name === ''
      ? `The name of ${a(what)} cannot be empty.`
      : `\`${name}\` cannot be the name of ${a(what)}: names begin with ${first} and take letters, digits and \`_\`.`;
  }
  if (startsUpper({ kind, expression }) && !/^[A-Z]/.test(name)) {
    return `The name of ${a(what)} starts with an upper-case letter: \`${name[0]!.toUpperCase()}${name.slice(1)}\`.`;
  }
  return wordProblem(name, { kind, python });
}

/** Whether names of such things start with an upper-case letter. */
export function startsUpper({ kind, expression }: Omit<NamePlace, 'python'>): boolean {
  return UPPER_CASE.has(kind) && !expression;
}

/** Why a thing cannot be called by a word whose form is right: it means something else. Undefined when it can. */
export function wordProblem(name: string, { kind, python }: Omit<NamePlace, 'expression'>): string | undefined {
  if (BLOCKS.has(kind) && RESERVED_SCALARS.has(name)) {
    return `\`${name}\` is reserved for a built-in type. Choose another name.`;
  }
  if (name === 'BamlClient' && (UPPER_CASE.has(kind) || kind === 'field')) {
    return '`BamlClient` is reserved for generated code. Choose another name.';
  }
  const advice = `Choose another name; \`@alias("${name}")\` keeps it in prompts.`;
  if (kind === 'field' && FIELD_KEYWORDS.has(name)) {
    return `A field cannot be called \`${name}\`: it is a keyword. ${advice}`;
  }
  const isPython = kind === 'field' ? PYTHON_KEYWORDS.has(name) : kind === 'value' && PYTHON_VALUES.has(name);
  if (python && isPython) return `\`${name}\` is a keyword in the generated Python code. ${advice}`;
  if ((kind === 'parameter' || kind === 'variable') && TEMPLATE_WORDS.has(name)) {
    return `\`${name}\` has a meaning of its own in prompts. Choose another name.`;
  }
  return undefined;
}

/** With the right article. */
export function a(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
