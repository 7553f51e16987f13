/** The classes an answer is made of while it streams, member by member, with the attributes that make each type what it is. */
import type { SourceRange, Type } from '../../../ir/schema';
import { blockAttributes, has } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import type { Located, Symbols } from '../../semantics/symbols';
import type { ClassDecl, FieldDecl } from '../../syntax/ast';
import { streamOrigins } from '../streamOrigins';
import { generatedField } from './generated';
import { resultTypes } from './index';
import { pythonField } from './python';
import { typescriptField } from './typescript';

/** What a function streams. */
export interface StreamedTypes {
  readonly typescript: string;
  readonly python: string;
  /** The classes that are reached, in the order in which they are. */
  readonly classes: readonly StreamedClass[];
}

export interface StreamedClass {
  readonly name: string;
  readonly source: SourceRange;
  readonly reasons: readonly TypeReason[];
  readonly members: readonly StreamedMember[];
}

export interface StreamedMember {
  readonly name: string;
  readonly typescript: string;
  readonly python: string;
  readonly source: SourceRange;
  readonly reasons: readonly TypeReason[];
}

export interface TypeReason {
  readonly attribute: string;
  readonly does: string;
  /** The class, enum or alias that brings it along. */
  readonly of?: string;
  readonly source: SourceRange;
}

const DOES = {
  done: 'the value comes whole, so its type is the final one',
  notNull: 'never null: the object waits for it',
  withState: 'wrapped with its state',
} as const;
const WRITTEN = { done: 'stream.done', notNull: 'stream.not_null', withState: 'stream.with_state' } as const;
const NAMES = ['done', 'notNull', 'withState'] as const;

/** Undefined when there is no such function, or when it does not stream. */
export function streamedTypes(name: string, symbols: Symbols): StreamedTypes | undefined {
  const fn = symbols.functions.get(name);
  const result = fn && resultTypes(fn, symbols);
  if (!fn || !result) return undefined;
  const classes: StreamedClass[] = [];
  const met = new Set<string>();
  const waiting: Type[] = [typeLowering(symbols).type(fn.file.uri, fn.decl.returns, fn.decl.returnAttributes)];
  for (let at = 0; at < waiting.length; at++) {
    for (const part of namedParts(waiting[at]!)) {
      if (met.has(part)) continue;
      met.add(part);
      const alias = symbols.aliases.get(part);
      if (alias) waiting.push(typeLowering(symbols).type(alias.file.uri, alias.decl.type, alias.decl.attributes));
      const found = symbols.classes.get(part);
      if (!found) continue;
      classes.push(streamedClass(found, symbols));
      for (const field of found.decl.fields) waiting.push(typeOf(found, field, symbols));
    }
  }
  return { ...result, classes };
}

function streamedClass(located: Located<ClassDecl>, symbols: Symbols): StreamedClass {
  const { file, decl } = located;
  const block = blockAttributes(file.uri, decl.attributes);
  const seen = new Set<string>();
  const fields = decl.fields.filter(({ name }) => !seen.has(name.text) && seen.add(name.text));
  const isWhole = has(decl.attributes, 'stream.done');
  return {
    name: decl.name?.text ?? '',
    source: {
      uri: file.uri,
      start: decl.name?.span.start ?? decl.span.start,
      end: decl.name?.span.end ?? decl.span.start,
    },
    reasons: NAMES.flatMap((name) => {
      const source = block[name];
      return source ? [{ attribute: `@@${WRITTEN[name]}`, does: DOES[name], source }] : [];
    }),
    members: fields.map((field) => {
      const generated = generatedField(located, field, symbols);
      return {
        name: field.name.text,
        typescript: typescriptField(generated),
        python: pythonField(generated),
        source: { uri: file.uri, start: field.name.span.start, end: field.name.span.end },
        // In a class that comes whole nothing else has an effect.
        reasons: isWhole ? [] : reasonsOf(located, field, symbols),
      };
    }),
  };
}

/** The attributes on the field itself, and those its type brings along. */
function reasonsOf(located: Located<ClassDecl>, field: FieldDecl, symbols: Symbols): TypeReason[] {
  const { uri } = located.file;
  const type = typeOf(located, field, symbols);
  const isOwn = ({ uri: file, start, end }: SourceRange): boolean =>
    file === uri && field.span.start <= start && end <= field.span.end;
  const own = NAMES.flatMap((name): TypeReason[] => {
    const source = type.attributes?.[name];
    return source && isOwn(source) ? [{ attribute: `@${WRITTEN[name]}`, does: DOES[name], source }] : [];
  });
  const brought = streamOrigins(type, { uri, ...field.span }, symbols).map(({ attribute, name, source }) => {
    const kind = NAMES.find((one) => attribute.endsWith(WRITTEN[one])) ?? 'done';
    return { attribute, does: DOES[kind], of: name, source };
  });
  return [...own, ...brought];
}

function typeOf({ file }: Located<ClassDecl>, field: FieldDecl, symbols: Symbols): Type {
  return typeLowering(symbols).type(file.uri, field.type, field.attributes);
}

/** The names of classes and aliases in a type. */
function* namedParts(type: Type): Generator<string> {
  switch (type.kind) {
    case 'class':
    case 'alias':
      yield type.name;
      return;
    case 'list':
      return yield* namedParts(type.item);
    case 'map':
      yield* namedParts(type.key);
      return yield* namedParts(type.value);
    case 'union':
      for (const variant of type.variants) yield* namedParts(variant);
      return;
    case 'tuple':
      for (const item of type.items) yield* namedParts(item);
      return;
    default:
      return;
  }
}
