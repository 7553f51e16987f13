/** Gives a type expression a name of its own: `type Name = …` above the declaration, and the name in its place. */
import type { Span } from '../../diagnostic';
import { insertion, newlineOf, replacement, withComments } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { fieldAttributes, has } from '../../semantics/attributes';
import { typesOf } from '../../semantics/allTypes';
import { typeExpressions } from '../../semantics/resolve';
import type { Symbols } from '../../semantics/symbols';
import type { Declaration, TypeExpr } from '../../syntax/ast';
import type { Offer, Refactoring } from './refactoring';

export const extractAlias: Refactoring = {
  kind: 'extract',
  offer(file, symbols, span) {
    const decl = file.ast.declarations.find((candidate) => contains(candidate.span, span));
    const type = decl && typeAt(decl, trimmed(span, file.text));
    return decl && type ? offerFor(type, decl, file, symbols) : [];
  },
};

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function trimmed(span: Span, text: string): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { start, end };
}

/** With a selection: the type that is selected as a whole. Without one: the largest type around the cursor. */
function typeAt(decl: Declaration, span: Span): TypeExpr | undefined {
  const whole = typesOf(decl).find((type) => contains(type.span, span));
  if (!whole || span.start === span.end) return whole;
  for (const type of typeExpressions(whole)) {
    if (type.span.start === span.start && type.span.end === span.end) return type;
  }
  return undefined;
}

function offerFor(type: TypeExpr, decl: Declaration, file: SourceFile, symbols: Symbols): Offer[] {
  const parts = [...typeExpressions(type)];
  // A lone name has a name; what is broken or a tuple would carry its mistake along.
  const isName = parts.every(({ kind }) => kind === 'paren' || kind === 'name');
  if (isName || parts.some(isMistake)) return [];
  if (decl.kind === 'test' || (decl.kind === 'alias' && decl.type === type)) return [];
  if (isMapKey(type, decl) || isSkipped(type, decl)) return [];
  const name = freeName(type, decl, symbols);
  const source = file.text.slice(type.span.start, type.span.end).replaceAll(/\s*\r?\n\s*|\s*\r\s*/g, ' ');
  const newline = newlineOf(file.text);
  const at = withComments(file.text, decl.span.start);
  return [
    {
      title: `Extract to \`type ${name}\``,
      edits: [insertion(file, at, `type ${name} = ${source}${newline}${newline}`), replacement(file, type.span, name)],
    },
  ];
}

function isMistake(type: TypeExpr): boolean {
  if (type.kind === 'literal') return typeof type.value === 'number' && !Number.isInteger(type.value);
  return type.kind === 'broken' || type.kind === 'tuple';
}

/** The compiler wants to see the `?` of a skipped field. */
function isSkipped(type: TypeExpr, decl: Declaration): boolean {
  const field = decl.kind === 'class' ? decl.fields.find((candidate) => candidate.type === type) : undefined;
  return !!field && has(fieldAttributes(type, field.attributes), 'skip');
}

/** An alias cannot be a key, even of a type that can. */
function isMapKey(type: TypeExpr, decl: Declaration): boolean {
  return typesOf(decl).some((whole) =>
    [...typeExpressions(whole)].some(
      (outer) => outer.kind === 'map' && outer.key && contains(outer.key.span, type.span),
    ),
  );
}

/** A name made from the field, the parameter or the declaration that has the type, which nothing else has. */
function freeName(type: TypeExpr, decl: Declaration, symbols: Symbols): string {
  const owner = decl.name?.text ?? '';
  const holder =
    decl.kind === 'class'
      ? decl.fields.find((field) => field.type && contains(field.type.span, type.span))?.name.text
      : decl.kind === 'function' || decl.kind === 'template'
        ? (decl.parameters.find((parameter) => parameter.type && contains(parameter.type.span, type.span))?.name.text ??
          'result')
        : 'part';
  const wanted = pascalCase(`${owner}_${holder ?? 'part'}`);
  const isTaken = (name: string) => symbols.names.has(name);
  if (!isTaken(wanted)) return wanted;
  let count = 2;
  while (isTaken(`${wanted}${count}`)) count++;
  return `${wanted}${count}`;
}

function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(joined) ? joined : `Type${joined}`;
}
