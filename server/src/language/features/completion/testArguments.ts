/** Test arguments by the types of the parameters: what a value of a type is written like. Language reference 2.7. */
import { typeMeaning } from '../../semantics/resolve';
import type { Symbols } from '../../semantics/symbols';
import { testedFunctions } from '../../semantics/tests';
import { isNullable } from '../../semantics/nullable';
import type { ParameterDecl, TestDecl, TypeExpr, TypeBuilder } from '../../syntax/ast';
import type { Entry, Shape, Word } from './shape';
import { BOOL, TEXT, words } from './shape';

const MAX_DEPTH = 60;

/** The arguments of all functions of a test; a parameter that two of them have is the one of the first. */
export function argumentsShape(test: TestDecl, symbols: Symbols): Shape {
  const types = shapesOf(symbols, test.typeBuilders);
  const entries = (): Entry[] =>
    testedFunctions(test).flatMap(({ value }) => {
      const tested = symbols.functions.get(value)?.decl;
      return (tested?.parameters ?? []).map((parameter) => entryOf(parameter, value, types, symbols));
    });
  return { kind: 'map', name: 'the arguments', entries };
}

function entryOf({ name, type }: ParameterDecl, owner: string, types: Shapes, symbols: Symbols): Entry {
  const required = type !== undefined && !isNullable(type, symbols);
  return {
    name: name.text,
    kind: 'parameter',
    detail: required ? `parameter of ${owner}` : `parameter of ${owner}, may be left out`,
    shape: types(type, 0),
    required,
  };
}

type Shapes = (type: TypeExpr | undefined, depth: number) => Shape;

/** Values of types; those that only the test declares come first. */
function shapesOf(symbols: Symbols, builders: readonly TypeBuilder[]): Shapes {
  const own = builders.flatMap(({ declarations }) => declarations);

  const shape: Shapes = (type, depth) => {
    if (!type || depth > MAX_DEPTH) return TEXT;
    const inner = (part: TypeExpr | undefined) => shape(part, depth + 1);
    switch (type.kind) {
      case 'name':
        return named(type.name, depth);
      case 'literal':
        return words([String(type.value)], 'literal', typeof type.value === 'string');
      case 'list':
        return { kind: 'list', item: inner(type.item) };
      case 'optional':
        return { kind: 'any-of', shapes: () => [inner(type.inner), NULL] };
      case 'union':
        return { kind: 'any-of', shapes: () => type.members.map(inner) };
      case 'paren':
        return inner(type.inner);
      case 'map':
        return { kind: 'map', entries: () => keysOf(type.key, inner(type.value)), rest: inner(type.value) };
      default:
        return TEXT;
    }
  };

  function named(name: string, depth: number): Shape {
    const local = own.find((decl) => decl.name?.text === name && !('dynamic' in decl && decl.dynamic));
    const meaning = local?.kind ?? typeMeaning(symbols, name);
    switch (meaning) {
      case 'primitive':
        return PRIMITIVE[name] ?? TEXT;
      case 'media':
        return mediaShape(name);
      case 'enum':
        return { kind: 'one-of', words: () => valuesOf(name) };
      case 'class':
        return { kind: 'map', name, entries: () => fieldsOf(name, depth) };
      case 'alias': {
        const target = local?.kind === 'alias' ? local.type : symbols.aliases.get(name)?.decl.type;
        return { kind: 'any-of', shapes: () => [shape(target, depth + 1)] };
      }
      default:
        return TEXT;
    }
  }

  /** With what a type builder adds. */
  function fieldsOf(name: string, depth: number): Entry[] {
    const parts = [symbols.classes.get(name)?.decl, ...own.filter((decl) => decl.name?.text === name)];
    return parts.flatMap((decl) =>
      decl?.kind !== 'class'
        ? []
        : decl.fields.map((field): Entry => {
            const required = field.type !== undefined && !isNullable(field.type, symbols);
            return {
              name: field.name.text,
              kind: 'field',
              detail: required ? `field of ${name}` : `field of ${name}, may be left out`,
              shape: shape(field.type, depth + 1),
              required,
            };
          }),
    );
  }

  function valuesOf(name: string): Word[] {
    const parts = [symbols.enums.get(name)?.decl, ...own.filter((decl) => decl.name?.text === name)];
    return parts.flatMap((decl) =>
      decl?.kind !== 'enum'
        ? []
        : decl.values.map(({ name: value }) => ({
            label: value.text,
            kind: 'value' as const,
            detail: name,
            quote: true,
          })),
    );
  }

  function keysOf(key: TypeExpr | undefined, value: Shape): Entry[] {
    if (!key) return [];
    const inner = key.kind === 'paren' ? key.inner : key;
    const members = inner?.kind === 'union' ? inner.members : inner ? [inner] : [];
    return members.flatMap((member) => {
      const names =
        member.kind === 'literal'
          ? [String(member.value)]
          : member.kind === 'name' && typeMeaning(symbols, member.name) === 'enum'
            ? valuesOf(member.name).map(({ label }) => label)
            : [];
      return names.map((name): Entry => ({ name, shape: value, detail: 'key' }));
    });
  }

  return shape;
}

const NULL = words(['null'], 'literal');
const NUMBER: Shape = { kind: 'number' };
const PRIMITIVE: Readonly<Record<string, Shape>> = {
  string: TEXT,
  int: NUMBER,
  float: { kind: 'number', example: '0.0' },
  bool: BOOL,
  null: NULL,
};

const MEDIA_TYPE: Readonly<Record<string, string>> = {
  image: 'image/png',
  audio: 'audio/mp3',
  pdf: 'application/pdf',
  video: 'video/mp4',
};

function mediaShape(name: string): Shape {
  const entries: readonly Entry[] = [
    { name: 'file', shape: TEXT, documentation: 'A path relative to the file of the test.' },
    { name: 'url', shape: TEXT, documentation: 'An address the provider or the runtime can read.' },
    { name: 'base64', shape: TEXT, documentation: 'The content itself, encoded.' },
    {
      name: 'media_type',
      shape: { kind: 'text', example: MEDIA_TYPE[name] ?? '' },
      documentation: 'The MIME type, where it cannot be told from the content.',
    },
  ];
  const forms = [
    { label: '{ file … }', entries: ['file'] },
    { label: '{ url … }', entries: ['url'] },
    { label: '{ base64 …, media_type … }', entries: ['base64', 'media_type'] },
  ];
  return { kind: 'map', name, entries: () => entries, forms };
}
