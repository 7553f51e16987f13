/** Where a thing is declared. */
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Declaration, Name, TypeExpr } from '../syntax/ast';
import { nameSpan } from './nameSpan';
import type { SymbolId } from './occurrence';
import type { Symbols } from './symbols';

export interface DeclarationSite {
  readonly file: SourceFile;
  /** The name alone. */
  readonly name: Span;
  /** All of the declaration. */
  readonly span: Span;
  /** The block the thing is, or is a member of; undefined for what a template declares. */
  readonly decl?: Declaration;
  /** The type of a field or parameter. */
  readonly type?: TypeExpr;
}

/** Every declaration of a thing, in order of files; more than one when it is declared twice. */
export function declarationSites(symbol: SymbolId, symbols: Symbols): DeclarationSite[] {
  const place = placeOf(symbol);
  switch (symbol.kind) {
    case 'generator':
      return symbols.generatorsNamed(symbol.name).flatMap(({ file, decl }) => site(file, decl));
    case 'variable': {
      const file = place && symbols.file(place.uri);
      if (!file) return [];
      const span = { start: place.offset, end: place.offset + symbol.name.length };
      return [{ file, name: span, span }];
    }
    case 'parameter':
      return owners(symbol, symbols).flatMap(({ file, decl }) =>
        decl.kind === 'function' || decl.kind === 'template'
          ? decl.parameters.flatMap(({ name, type }) =>
              name.text === symbol.name ? member(file, decl, name, rangeOf(name.span, type?.span), type) : [],
            )
          : [],
      );
    case 'field':
      return owners(symbol, symbols).flatMap(({ file, decl }) =>
        decl.kind === 'class'
          ? decl.fields.flatMap(({ name, span, type }) =>
              name.text === symbol.name ? member(file, decl, name, span, type) : [],
            )
          : [],
      );
    case 'value':
      return owners(symbol, symbols).flatMap(({ file, decl }) =>
        decl.kind === 'enum'
          ? decl.values.flatMap(({ name, span }) => (name.text === symbol.name ? member(file, decl, name, span) : []))
          : [],
      );
    default:
      return (place ? at(place, symbols) : (symbols.names.get(symbol.name) ?? [])).flatMap(({ file, decl }) =>
        decl.kind === symbol.kind && decl.name?.text === symbol.name ? site(file, decl) : [],
      );
  }
}

export interface Block {
  readonly file: SourceFile;
  readonly decl: Declaration;
}

/** The blocks a member may be declared in: its owner, and for types what the type builders of tests add to it. */
export function owners({ kind, owner }: SymbolId, symbols: Symbols): readonly Block[] {
  if (owner === undefined) return [];
  const place = placeOf({ owner });
  if (place) return at(place, symbols);
  const own: readonly Block[] = symbols.names.get(owner) ?? [];
  if (kind === 'parameter') return own;
  return [...own, ...symbols.builtTypes(owner).filter(({ decl }) => decl.kind !== 'alias' && decl.dynamic)];
}

/** The block whose name, or else whose first character, stands at a place; also inside a test. */
function at({ uri, offset }: { uri: string; offset: number }, symbols: Symbols): Block[] {
  const file = symbols.file(uri);
  if (!file) return [];
  const outer = file.ast.declarations.find(({ span }) => span.start <= offset && offset < span.end);
  const inner = outer && 'typeBuilders' in outer ? outer.typeBuilders.flatMap(({ declarations }) => declarations) : [];
  const decl = [outer, ...inner].find((one) => one && (one.name ?? one).span.start === offset);
  return decl ? [{ file, decl }] : [];
}

/** What the owner of a thing says about its place, when it is known there alone. */
export function placeOf({ owner }: Pick<SymbolId, 'owner'>): { uri: string; offset: number } | undefined {
  const found = owner === undefined ? null : /^(.*)#(\d+)$/s.exec(owner);
  return found ? { uri: found[1]!, offset: Number(found[2]) } : undefined;
}

function site(file: SourceFile, decl: Declaration): DeclarationSite[] {
  return decl.name ? [{ file, name: nameSpan(file, decl.name), span: decl.span, decl }] : [];
}

function member(file: SourceFile, decl: Declaration, name: Name, span: Span, type?: TypeExpr): DeclarationSite {
  return { file, name: nameSpan(file, name), span, decl, ...(type && { type }) };
}

function rangeOf(first: Span, last: Span | undefined): Span {
  return { start: first.start, end: last?.end ?? first.end };
}
