/**
 * Where a class, enum or alias is used, and as what: the question of language reference 4.4 turned round. Each file's own uses
 * are kept while it is at hand; the project is asked only for the files that mention a name.
 */
import type { SourceFile } from '../project/sourceFile';
import type { ClassDecl, Declaration, EnumDecl, FieldDecl, TypeExpr } from '../syntax/ast';
import { ofRecentFile } from '../recent';
import { innerTypes } from './resolve';
import type { Symbols } from './symbols';

/** What the name stands directly inside of, parentheses apart. */
export type UseShape = 'whole' | 'optional' | 'union' | 'element' | 'value' | 'key' | 'tuple';

export interface TypeUse {
  readonly name: string;
  /** The name as written. */
  readonly type: TypeExpr;
  readonly shape: UseShape;
  /** What it stands directly inside of, parentheses apart. */
  readonly around?: TypeExpr;
  readonly in: 'field' | 'alias' | 'result' | 'parameter';
  /** What the whole type belongs to. */
  readonly decl: Declaration;
  readonly field?: FieldDecl;
  /** The type is declared in, or added to by, the type builder of a test. */
  readonly built: boolean;
  readonly file: SourceFile;
}

type Owner = Pick<TypeUse, 'in' | 'decl' | 'field' | 'built'>;

/** The uses of type names written in a file. */
export const typeUsesIn = ofRecentFile(collect);

/** All uses of a name. A result that asks is made again after every edit of a file that mentions the name. */
export function typeUsesOf(name: string, symbols: Symbols): TypeUse[] {
  return symbols.filesMentioning(name).flatMap(({ uri }) => {
    const file = symbols.file(uri);
    return (file && typeUsesIn(file).get(name)) ?? [];
  });
}

/** What has been found out under a view of the project; it lives as long as one computation does. */
const inputs = new WeakMap<Symbols, Map<ClassDecl | EnumDecl, boolean>>();

/** Whether a type is used, and every way from it leads to parameters only. What a test builds may be a result. */
export function isOnlyInput(decl: ClassDecl | EnumDecl, symbols: Symbols): boolean {
  let found = inputs.get(symbols);
  if (!found) inputs.set(symbols, (found = new Map()));
  let is = found.get(decl);
  if (is === undefined) found.set(decl, (is = leadsToParametersOnly(decl, symbols)));
  return is;
}

function leadsToParametersOnly(decl: ClassDecl | EnumDecl, symbols: Symbols): boolean {
  if (!decl.name || decl.dynamic) return false;
  const seen = new Set([decl.name.text]);
  let isUsed = false;
  for (const name of seen) {
    for (const use of typeUsesOf(name, symbols)) {
      if (use.in === 'result' || use.built) return false;
      if (use.in === 'parameter') isUsed = true;
      else if (use.decl.name) seen.add(use.decl.name.text);
    }
  }
  return isUsed;
}

function collect(file: SourceFile): ReadonlyMap<string, readonly TypeUse[]> {
  const found = new Map<string, TypeUse[]>();
  const add = (type: TypeExpr | undefined, shape: UseShape, use: Owner, around?: TypeExpr) => {
    if (!type) return;
    if (type.kind === 'name') {
      const same = found.get(type.name);
      // Written out: there are many, and objects made by spreading take twice the space.
      const { in: place, decl, field, built } = use;
      const entry: TypeUse = { name: type.name, type, shape, around, in: place, decl, field, built, file };
      if (same) same.push(entry);
      else found.set(type.name, [entry]);
      return;
    }
    const outer = type.kind === 'paren' ? around : type;
    for (const part of innerTypes(type)) add(part, shapeInside(type, part, shape), use, outer);
  };
  const addDeclaration = (decl: Declaration, built: boolean): void => {
    switch (decl.kind) {
      case 'class':
        for (const field of decl.fields) add(field.type, 'whole', { in: 'field', decl, field, built });
        return;
      case 'alias':
        return add(decl.type, 'whole', { in: 'alias', decl, built });
      case 'function':
      case 'template':
        for (const { type } of decl.parameters) add(type, 'whole', { in: 'parameter', decl, built });
        return decl.kind === 'function' ? add(decl.returns, 'whole', { in: 'result', decl, built }) : undefined;
      case 'test':
        for (const builder of decl.typeBuilders) for (const inner of builder.declarations) addDeclaration(inner, true);
    }
  };
  for (const decl of file.ast.declarations) addDeclaration(decl, false);
  return found;
}

function shapeInside(type: TypeExpr, part: TypeExpr, shape: UseShape): UseShape {
  switch (type.kind) {
    case 'paren':
      return shape;
    case 'list':
      return 'element';
    case 'map':
      return part === type.key ? 'key' : 'value';
    case 'optional':
    case 'union':
    case 'tuple':
      return type.kind;
    default:
      return shape;
  }
}
