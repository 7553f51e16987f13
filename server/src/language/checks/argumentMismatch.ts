/** What of a value of a test's arguments does not fit a type, as the official compiler sees it. Language reference 2.7. */
import type { Fix, Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { isNullable } from '../semantics/nullable';
import { typeMeaning } from '../semantics/resolve';
import { sampleValue } from '../semantics/sampleValue';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr, ValueExpr } from '../syntax/ast';
import { nearest, typoLimit } from '../text';
import { kindOf } from './properties';
import { changeTo } from './suggestion';
import { addEntry, unquote } from './valueFixes';

export interface Mismatch {
  readonly at: { readonly span: Span };
  readonly message: string;
  /** It is another kind of value altogether. */
  readonly foreign?: boolean;
  readonly fixes?: (file: SourceFile) => readonly Fix[];
}

/** Comparisons for one argument. Unions inside unions ask about the same value again and again; beyond this it is believed. */
const MOST_COMPARISONS = 5000;
const MAX_DEPTH = 50;

/** The first thing that does not fit. What cannot be known before a run, as an environment variable, fits. */
export function mismatch(type: TypeExpr, value: ValueExpr, symbols: Symbols): Mismatch | undefined {
  return new Comparison(symbols).of(type, value, 0);
}

class Comparison {
  private left = MOST_COMPARISONS;

  constructor(private readonly symbols: Symbols) {}

  of(type: TypeExpr | undefined, value: ValueExpr | undefined, depth: number): Mismatch | undefined {
    if (!type || !value || depth > MAX_DEPTH || value.kind === 'env' || value.kind === 'jinja') return undefined;
    if (this.left-- <= 0) return undefined;
    switch (type.kind) {
      case 'paren':
        return this.of(type.inner, value, depth + 1);
      case 'optional':
        return value.kind === 'null' ? undefined : this.of(type.inner, value, depth + 1);
      case 'list':
        if (value.kind !== 'list') return expected('A list', value);
        return first(value.items, (item) => this.of(type.item, item, depth + 1));
      case 'map':
        if (value.kind !== 'map') return expected('A map', value);
        return first(value.entries, (entry) => this.of(type.value, entry.value, depth + 1));
      case 'name':
        return this.named(type.name, value, depth);
      case 'literal':
        return isLiteral(type.value, value) ? undefined : noneOf([type], value);
      case 'union':
        return this.union(type.members, value, depth);
      default:
        return undefined;
    }
  }

  /** Where one member alone could take this kind of value, what is wrong with it is said. */
  private union(members: readonly TypeExpr[], value: ValueExpr, depth: number): Mismatch | undefined {
    const found: Mismatch[] = [];
    for (const member of members) {
      const problem = this.of(member, value, depth + 1);
      if (!problem) return undefined;
      if (!problem.foreign || problem.at !== value) found.push(problem);
    }
    return found.length === 1 ? found[0] : noneOf(members, value);
  }

  private named(name: string, value: ValueExpr, depth: number): Mismatch | undefined {
    const { symbols } = this;
    switch (typeMeaning(symbols, name)) {
      case 'primitive':
        return primitive(name, value);
      case 'media':
        return media(name, value);
      case 'enum': {
        if (value.kind !== 'string') return expected(`A value of \`${name}\``, value);
        const { decl } = symbols.enums.get(name)!;
        const values = decl.values.map((member) => member.name.text);
        if (decl.attributes.some((attribute) => attribute.name === 'dynamic')) return undefined;
        return values.includes(value.value)
          ? undefined
          : unknownWord(value, values, `\`${value.value}\` is not a value of \`${name}\`.`);
      }
      case 'class': {
        if (value.kind !== 'map') return expected(`A map with the fields of \`${name}\``, value);
        // Of two entries with one key the last counts.
        const entries = new Map(value.entries.map((entry) => [entry.key.text, entry]));
        return first(symbols.classes.get(name)!.decl.fields, (field) => {
          const entry = entries.get(field.name.text);
          if (entry) return this.of(field.type, entry.value, depth + 1);
          if (!field.type || isNullable(field.type, symbols)) return undefined;
          return {
            at: value,
            message: `The field \`${field.name.text}\` of \`${name}\` is missing here. Add it.`,
            fixes: (file: SourceFile) =>
              addEntry(file, value, `${field.name.text} ${sampleValue(field.type, symbols)}`),
          };
        });
      }
      case 'alias':
        return this.of(symbols.aliases.get(name)!.decl.type, value, depth + 1);
      default:
        return undefined;
    }
  }
}

function first<T>(items: readonly T[], problemOf: (item: T) => Mismatch | undefined): Mismatch | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem) return problem;
  }
  return undefined;
}

function expected(what: string, value: ValueExpr): Mismatch {
  return { at: value, message: `${what} is expected here, not ${kindOf(value)}.`, foreign: true };
}

function primitive(name: string, value: ValueExpr): Mismatch | undefined {
  switch (name) {
    case 'string':
      return value.kind === 'list' || value.kind === 'map' ? expected('Text', value) : undefined;
    case 'int':
    case 'float': {
      const form = name === 'int' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
      if (value.kind !== 'number') {
        return { ...expected('A number', value), fixes: (file) => unquote(file, value, form) };
      }
      return form.test(value.text) ? undefined : { at: value, message: 'A whole number is expected here.' };
    }
    case 'bool':
      if (value.kind === 'bool') return undefined;
      return { ...expected('`true` or `false`', value), fixes: (file) => unquote(file, value, /^(?:true|false)$/) };
    case 'null':
      return value.kind === 'null' ? undefined : expected('`null`', value);
    default:
      return undefined;
  }
}

const SOURCES: readonly string[] = ['url', 'file', 'base64'];

function media(name: string, value: ValueExpr): Mismatch | undefined {
  const forms = '`{ url "…" }`, `{ file "…" }` or `{ base64 "…" }`';
  if (value.kind !== 'map') return expected(forms, value);
  const sources = value.entries.filter(({ key }) => SOURCES.includes(key.text));
  const [source, other] = sources;
  if (!source) {
    const what = name === 'image' || name === 'audio' ? `An ${name}` : `A ${name}`;
    return { at: value, message: `${what} needs one of \`url\`, \`file\` and \`base64\`.` };
  }
  if (other) return { at: other.key, message: `Give one of \`url\`, \`file\` and \`base64\` alone.` };
  const extra = value.entries.find((entry) => entry !== source && entry.key.text !== 'media_type');
  if (extra) {
    return { at: extra.key, message: `Beside \`${source.key.text}\`, only \`media_type\` can be given. Remove it.` };
  }
  const wrong = value.entries.find(
    (entry) => entry.value && entry.value.kind !== 'string' && entry.value.kind !== 'env',
  );
  return wrong?.value && expected('Text', wrong.value);
}

function isLiteral(literal: string | number | boolean, value: ValueExpr): boolean {
  switch (value.kind) {
    case 'string':
    case 'bool':
      return value.value === literal;
    case 'number':
      return typeof literal === 'number' && Number(value.text) === literal;
    default:
      return false;
  }
}

/** Nothing of a union fits, or not the literal. */
function noneOf(members: readonly TypeExpr[], value: ValueExpr): Mismatch {
  const texts = members.flatMap((member) =>
    member.kind === 'literal' && typeof member.value === 'string' ? [member.value] : [],
  );
  const list = members.slice(0, MOST_LISTED).map((member) => `\`${written(member)}\``);
  if (members.length > MOST_LISTED) list.push('…');
  if (value.kind === 'string' && texts.length === members.length) {
    return unknownWord(value, texts, `\`${value.value}\` is not one of the values here.`);
  }
  const [only, ...others] = list;
  if (!others.length) return { at: value, message: `Only ${only} can stand here.`, foreign: true };
  return {
    at: value,
    message: `This fits none of ${list.slice(0, -1).join(', ')} and ${list.at(-1)}. Write one of them.`,
  };
}

const MOST_LISTED = 20;

function unknownWord(value: Extract<ValueExpr, { kind: 'string' }>, words: readonly string[], what: string): Mismatch {
  const near = nearest(value.value, words, typoLimit(value.value));
  const advice = near ? `Did you mean \`${near}\`?` : `Use one of: ${words.slice(0, MOST_LISTED).join(', ')}.`;
  const fixes = (file: SourceFile): readonly Fix[] => {
    if (near === undefined || /["\\\n]/.test(near)) return [];
    // Bare text ends early at some characters.
    return [changeTo(file, value.span, value.form === 'quoted' || /^\w+$/.test(near) ? near : `"${near}"`)];
  };
  return { at: value, message: `${what} ${advice}`, fixes };
}

/** A type in short: what is inside of others is left out when it is long. */
function written(type: TypeExpr): string {
  switch (type.kind) {
    case 'name':
      return type.name;
    case 'literal':
      return JSON.stringify(type.value);
    case 'list':
      return type.item.kind === 'name' ? `${type.item.name}[]` : '(…)[]';
    case 'map':
      return 'map<…>';
    case 'optional':
      return type.inner.kind === 'name' ? `${type.inner.name}?` : '(…)?';
    default:
      return '(…)';
  }
}
