/** The outline of a file for the editor: blocks, the members of classes and enums, and the types of type builders. */
import type { DocumentSymbol } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { stringProperty } from '../semantics/resolve';
import { testedFunctions } from '../semantics/tests';
import type { Declaration, TypeExpr } from '../syntax/ast';
import type { Span } from '../diagnostic';

export function documentSymbols(file: SourceFile): DocumentSymbol[] {
  return file.ast.declarations.flatMap((decl) => block(file, decl));
}

function block(file: SourceFile, decl: Declaration): DocumentSymbol[] {
  if (!decl.name || decl.kind === 'let') return [];
  const { text: name, span: selection } = decl.name;
  const children = membersOf(file, decl);
  return [{ name, detail: detailOf(file, decl), kind: decl.kind, span: decl.span, selection, children }];
}

function detailOf(file: SourceFile, decl: Declaration): string {
  switch (decl.kind) {
    case 'class':
    case 'enum':
      return decl.dynamic ? 'dynamic' : '';
    case 'alias':
      return sourceOf(file, decl.type);
    case 'function':
      return `(${parametersOf(file, decl.parameters)}) -> ${sourceOf(file, decl.returns)}`;
    case 'template':
      return `(${parametersOf(file, decl.parameters)})`;
    case 'client':
      return stringProperty(decl.properties, 'provider')?.value ?? '';
    case 'generator':
      return stringProperty(decl.properties, 'output_type')?.value ?? '';
    case 'test':
      return testedFunctions(decl)
        .map(({ value }) => value)
        .join(', ');
    default:
      return '';
  }
}

function membersOf(file: SourceFile, decl: Declaration): DocumentSymbol[] {
  if (decl.kind === 'class') {
    return decl.fields.map((field) => member('field', field.name, field.span, sourceOf(file, field.type)));
  }
  if (decl.kind === 'enum') return decl.values.map((value) => member('value', value.name, value.span, ''));
  if (decl.kind === 'test') {
    return decl.typeBuilders.flatMap(({ declarations }) => declarations.flatMap((inner) => block(file, inner)));
  }
  return [];
}

function member(
  kind: 'field' | 'value',
  name: { readonly text: string; readonly span: Span },
  span: Span,
  detail: string,
): DocumentSymbol {
  return { name: name.text, detail, kind, span, selection: name.span, children: [] };
}

function parametersOf(
  file: SourceFile,
  parameters: readonly { readonly name: { readonly text: string }; readonly type?: TypeExpr }[],
): string {
  return parameters.map(({ name, type }) => `${name.text}: ${sourceOf(file, type)}`).join(', ');
}

/** A type as the person wrote it, on one line. */
export function sourceOf(file: SourceFile, type: TypeExpr | undefined): string {
  return type ? file.text.slice(type.span.start, type.span.end).replaceAll(/\s+/g, ' ') : '';
}
