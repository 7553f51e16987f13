/** Every type written in a file, each as a whole. */
import type { SourceFile } from '../project/sourceFile';
import type { ClassDecl, Declaration, TypeExpr } from '../syntax/ast';

export function allTypes(file: SourceFile): TypeExpr[] {
  return file.ast.declarations.flatMap(typesOf);
}

/** The types written in a declaration, those of its type builders included. */
export function typesOf(decl: Declaration): TypeExpr[] {
  switch (decl.kind) {
    case 'class':
      return decl.fields.flatMap((field) => field.type ?? []);
    case 'alias':
      return decl.type ? [decl.type] : [];
    case 'function':
      return [...decl.parameters.flatMap((parameter) => parameter.type ?? []), ...(decl.returns ? [decl.returns] : [])];
    case 'template':
      return decl.parameters.flatMap((parameter) => parameter.type ?? []);
    case 'test':
      return decl.typeBuilders.flatMap((builder) => builder.declarations.flatMap(typesOf));
    default:
      return [];
  }
}

/** The classes of a file, those of its type builders included. */
export function classesOf(file: SourceFile): ClassDecl[] {
  return file.ast.declarations.flatMap((decl): ClassDecl[] => {
    if (decl.kind === 'class') return [decl];
    if (decl.kind !== 'test') return [];
    return decl.typeBuilders.flatMap(({ declarations }) => declarations.filter((inner) => inner.kind === 'class'));
  });
}
