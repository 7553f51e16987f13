/**
 * The names of a project. Classes, enums, aliases, functions, clients, retry policies and template strings of all
 * files share one namespace; generators have their own; tests are known by their function.
 */
import type { ProjectShape } from '../project/shape';
import type { SourceFile } from '../project/sourceFile';
import type {
  AliasDecl,
  ClassDecl,
  ClientDecl,
  Declaration,
  EnumDecl,
  FunctionDecl,
  GeneratorDecl,
  RetryDecl,
  TemplateDecl,
  TestDecl,
} from '../syntax/ast';

/** A declaration and the file it stands in. */
export interface Located<D> {
  readonly file: SourceFile;
  readonly decl: D;
}

export interface Symbols {
  /** The same object as long as nothing changed that other files can see. */
  readonly shape: ProjectShape;
  readonly files: readonly SourceFile[];
  /** Every declaration of the shared namespace, by name; more than one when the name is declared twice. */
  readonly names: ReadonlyMap<string, readonly Located<Declaration>[]>;
  readonly classes: ReadonlyMap<string, Located<ClassDecl>>;
  readonly enums: ReadonlyMap<string, Located<EnumDecl>>;
  readonly aliases: ReadonlyMap<string, Located<AliasDecl>>;
  readonly functions: ReadonlyMap<string, Located<FunctionDecl>>;
  readonly clients: ReadonlyMap<string, Located<ClientDecl>>;
  readonly retries: ReadonlyMap<string, Located<RetryDecl>>;
  readonly templates: ReadonlyMap<string, Located<TemplateDecl>>;
  readonly generators: readonly Located<GeneratorDecl>[];
  readonly tests: readonly Located<TestDecl>[];
}

/** The first declaration of a name counts; later ones are reported by the check of duplicate names. */
export function collectSymbols(files: readonly SourceFile[], shape: ProjectShape): Symbols {
  const names = new Map<string, Located<Declaration>[]>();
  const classes = new Map<string, Located<ClassDecl>>();
  const enums = new Map<string, Located<EnumDecl>>();
  const aliases = new Map<string, Located<AliasDecl>>();
  const functions = new Map<string, Located<FunctionDecl>>();
  const clients = new Map<string, Located<ClientDecl>>();
  const retries = new Map<string, Located<RetryDecl>>();
  const templates = new Map<string, Located<TemplateDecl>>();
  const generators: Located<GeneratorDecl>[] = [];
  const tests: Located<TestDecl>[] = [];
  for (const file of files) {
    for (const decl of file.ast.declarations) {
      if (decl.kind === 'generator') generators.push({ file, decl });
      if (decl.kind === 'test') tests.push({ file, decl });
      const name = decl.name?.text;
      if (name === undefined || decl.kind === 'test' || decl.kind === 'generator' || decl.kind === 'let') continue;
      const same = names.get(name);
      if (same) same.push({ file, decl });
      else names.set(name, [{ file, decl }]);
      if (decl.kind === 'class') addFirst(classes, name, { file, decl });
      if (decl.kind === 'enum') addFirst(enums, name, { file, decl });
      if (decl.kind === 'alias') addFirst(aliases, name, { file, decl });
      if (decl.kind === 'function') addFirst(functions, name, { file, decl });
      if (decl.kind === 'client') addFirst(clients, name, { file, decl });
      if (decl.kind === 'retry') addFirst(retries, name, { file, decl });
      if (decl.kind === 'template') addFirst(templates, name, { file, decl });
    }
  }
  return {
    shape,
    files,
    names,
    classes,
    enums,
    aliases,
    functions,
    clients,
    retries,
    templates,
    generators,
    tests,
  };
}

function addFirst<D>(map: Map<string, Located<D>>, name: string, located: Located<D>): void {
  if (!map.has(name)) map.set(name, located);
}
