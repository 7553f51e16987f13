/** Which types a name can stand for at a place: those of the project and, inside a test, those of its type builders. */
import type { SourceFile } from '../project/sourceFile';
import type { AliasDecl, ClassDecl, EnumDecl, FieldDecl, TestDecl, TypeExpr, ValueDecl } from '../syntax/ast';
import type { SymbolId } from './occurrence';
import { MEDIA, PRIMITIVES } from './resolve';
import type { Symbols } from './symbols';

export interface ClassScope {
  readonly symbol: SymbolId;
  /** The owner of its fields. */
  readonly owner: string;
  /** Those of the declaration and those that the test adds. */
  readonly fields: readonly FieldDecl[];
}

export interface EnumScope {
  readonly symbol: SymbolId;
  /** The owner of its values. */
  readonly owner: string;
  readonly values: readonly ValueDecl[];
}

export interface AliasScope {
  readonly symbol: SymbolId;
  readonly type?: TypeExpr;
}

export interface TypeScope {
  class(name: string): ClassScope | undefined;
  enum(name: string): EnumScope | undefined;
  alias(name: string): AliasScope | undefined;
  /** The class, enum or alias that a type name stands for. */
  named(name: string): { readonly symbol: SymbolId } | undefined;
  /** For a type that only a test knows: what tells it from others of its name, and owns its members. */
  local(decl: ClassDecl | EnumDecl | AliasDecl): string | undefined;
}

/** The types of the project. */
export function typeScope(symbols: Symbols): TypeScope {
  const scope: TypeScope = {
    class(name) {
      const found = symbols.classes.get(name);
      return found && { symbol: { kind: 'class', name }, owner: name, fields: found.decl.fields };
    },
    enum(name) {
      const found = symbols.enums.get(name);
      return found && { symbol: { kind: 'enum', name }, owner: name, values: found.decl.values };
    },
    alias(name) {
      const found = symbols.aliases.get(name);
      return found && { symbol: { kind: 'alias', name }, type: found.decl.type };
    },
    named: (name) =>
      PRIMITIVES.has(name) || MEDIA.has(name)
        ? undefined
        : (scope.class(name) ?? scope.enum(name) ?? scope.alias(name)),
    local: () => undefined,
  };
  return scope;
}

/** The types of the project, with those that the type builders of a test add and extend. */
export function testScope(project: TypeScope, file: SourceFile, test: TestDecl): TypeScope {
  const built = test.typeBuilders.flatMap((builder) => builder.declarations);
  if (!built.length) return project;
  const owner = (decl: ClassDecl | EnumDecl | AliasDecl) =>
    decl.kind !== 'alias' && decl.dynamic ? undefined : `${file.uri}#${(decl.name ?? decl).span.start}`;
  const added = <D extends ClassDecl | EnumDecl>(kind: D['kind'], name: string): D[] =>
    built.filter((decl): decl is D => decl.kind === kind && decl.dynamic && decl.name?.text === name);
  const fresh = <D extends ClassDecl | EnumDecl | AliasDecl>(kind: D['kind'], name: string): D | undefined =>
    built.find((decl): decl is D => decl.kind === kind && decl.name?.text === name && owner(decl) !== undefined);
  const scope: TypeScope = {
    class(name) {
      const more = added<ClassDecl>('class', name).flatMap(({ fields }) => fields);
      const decl = fresh<ClassDecl>('class', name);
      const base = decl
        ? { symbol: { kind: 'class', name, owner: owner(decl)! } as const, owner: owner(decl)!, fields: decl.fields }
        : project.class(name);
      return base && more.length ? { ...base, fields: [...base.fields, ...more] } : base;
    },
    enum(name) {
      const more = added<EnumDecl>('enum', name).flatMap(({ values }) => values);
      const decl = fresh<EnumDecl>('enum', name);
      const base = decl
        ? { symbol: { kind: 'enum', name, owner: owner(decl)! } as const, owner: owner(decl)!, values: decl.values }
        : project.enum(name);
      return base && more.length ? { ...base, values: [...base.values, ...more] } : base;
    },
    alias(name) {
      const decl = fresh<AliasDecl>('alias', name);
      return decl ? { symbol: { kind: 'alias', name, owner: owner(decl)! }, type: decl.type } : project.alias(name);
    },
    named: (name) => {
      const local = built.find((decl) => decl.name?.text === name && owner(decl) !== undefined);
      return local ? scope[local.kind](name) : project.named(name);
    },
    local: owner,
  };
  return scope;
}
