/** Why a thing cannot get a name: the rules of the language, and what has the name already. */
import { nameSpan } from '../semantics/nameSpan';
import { nameProblem, SYMBOL_NAME, a } from '../semantics/nameRules';
import { aKind } from '../semantics/kindNames';
import { owners, placeOf, type DeclarationSite } from '../semantics/declarationSites';
import type { SymbolId } from '../semantics/occurrence';
import { stringProperty } from '../semantics/resolve';
import { templateAt } from '../jinja/analyse';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import type { NamedPlace } from './rename';
import { testArguments, testedFunctions } from '../semantics/tests';
import type { Declaration, MapEntryDecl, Name, TestDecl, ValueExpr } from '../syntax/ast';

const SCOPE_NAME = {
  parameter: 'parameter',
  variable: 'variable',
  macro: 'macro',
  template: 'template string',
  enum: 'enum',
  builtin: 'built-in name',
} as const;

export interface Renaming {
  readonly thing: SymbolId;
  /** Its declarations. */
  readonly sites: readonly DeclarationSite[];
  /** Everything that will be renamed. */
  readonly places: readonly NamedPlace[];
  readonly newName: string;
  readonly symbols: Symbols;
}

/** A sentence for the person, or undefined when nothing is in the way. */
export function refusal(renaming: Renaming): string | undefined {
  const { thing, sites, newName, symbols } = renaming;
  const expression = sites.some(({ decl }) => decl?.kind === 'function' && decl.expression);
  const rule = nameProblem(newName, {
    kind: thing.kind,
    expression: thing.kind === 'function' && expression,
    python: usesPython(symbols),
  });
  return rule ?? taken(renaming) ?? besideInArguments(renaming) ?? hiddenInTemplates(renaming);
}

function usesPython(symbols: Symbols): boolean {
  return symbols.generators.some(({ decl }) =>
    stringProperty(decl.properties, 'output_type')?.value.startsWith('python/pydantic'),
  );
}

function taken({ thing, sites, newName, symbols }: Renaming): string | undefined {
  const exists = (of: string) => `${of} has ${a(SYMBOL_NAME[thing.kind])} \`${newName}\` already. Choose another name.`;
  switch (thing.kind) {
    case 'field':
    case 'value':
    case 'parameter': {
      const owner = owners(thing, symbols).find(({ decl }) => members(decl).includes(newName));
      return owner && exists(`\`${owner.decl.name?.text ?? ''}\``);
    }
    case 'generator':
      return symbols.generatorsNamed(newName).length ? exists('The project') : undefined;
    case 'test': {
      const tests = sites.flatMap(({ decl }) => (decl?.kind === 'test' ? [decl] : []));
      const shared = tests.flatMap((test) => sharedFunction(test, newName, symbols) ?? [])[0];
      return shared === undefined ? undefined : exists(`\`${shared}\``);
    }
    case 'variable':
      return undefined;
    default:
      return takenBlock(thing, newName, symbols);
  }
}

/** Blocks of the project share one namespace, and a type of a test cannot have a name of it. */
function takenBlock(thing: SymbolId, newName: string, symbols: Symbols): string | undefined {
  const other = symbols.names.get(newName)?.[0]?.decl;
  if (other) return `\`${newName}\` is ${aKind(other.kind)} of this project already. Choose another name.`;
  const home = placeOf(thing);
  const clash = symbols.builtTypes(newName).find(({ file, decl }) => !home || isSameTest(file, home, decl.span.start));
  return clash && `A test has ${aKind(clash.decl.kind)} \`${newName}\` already. Choose another name.`;
}

/** Whether an offset of a file lies in the test that another place lies in. */
function isSameTest(file: SourceFile, place: { uri: string; offset: number }, offset: number): boolean {
  const holds = (at: number) => file.ast.declarations.find(({ span }) => span.start <= at && at < span.end);
  return file.uri === place.uri && holds(place.offset) === holds(offset);
}

function members(decl: Declaration): readonly string[] {
  const named: readonly { readonly name: { readonly text: string } }[] =
    decl.kind === 'class'
      ? decl.fields
      : decl.kind === 'enum'
        ? decl.values
        : decl.kind === 'function' || decl.kind === 'template'
          ? decl.parameters
          : [];
  return named.map(({ name }) => name.text);
}

/** A function of the test that has another test of this name. */
function sharedFunction(test: TestDecl, newName: string, symbols: Symbols): string | undefined {
  const own = testedFunctions(test).map(({ value }) => value);
  return own.find((name) => symbols.testsOf(name, newName).some(({ decl }) => decl !== test));
}

/**
 * In a template a name means the innermost thing of that name. The new name must not mean something else already where the
 * thing is used.
 */
function hiddenInTemplates({ thing, places, newName, symbols }: Renaming): string | undefined {
  for (const { file, occurrence } of places) {
    if (occurrence.where !== 'jinja' || thing.kind === 'field' || thing.kind === 'value') continue;
    const { start } = occurrence.span;
    const other = templateAt(file, symbols, start)
      ?.scopeAt(start)
      .find((entry) => entry.name === newName);
    if (other?.symbol)
      return `\`${newName}\` is ${a(SCOPE_NAME[other.kind])} already where \`${thing.name}\` is used. Choose another name.`;
  }
  return undefined;
}

/** Of two keys of one name the last counts: the new name must not stand beside the old one. */
function besideInArguments({ places, newName }: Renaming): string | undefined {
  const starts = new Map<SourceFile, Set<number>>();
  for (const { file, occurrence } of places) {
    if (occurrence.where !== 'value') continue;
    const known = starts.get(file);
    if (known) known.add(occurrence.span.start);
    else starts.set(file, new Set([occurrence.span.start]));
  }
  for (const [file, renamed] of starts) {
    for (const decl of file.ast.declarations) {
      if (
        decl.kind !== 'test' ||
        !clashes(testArguments(decl), newName, (key) => renamed.has(nameSpan(file, key).start))
      )
        continue;
      return `The arguments of the test \`${decl.name?.text ?? ''}\` have a \`${newName}\` already. Choose another name.`;
    }
  }
  return undefined;
}

/** The parser bounds how deep values nest. */
function clashes(entries: readonly MapEntryDecl[], newName: string, isRenamed: (key: Name) => boolean): boolean {
  if (entries.some(({ key }) => key.text === newName) && entries.some(({ key }) => isRenamed(key))) return true;
  const inside = (value: ValueExpr | undefined): boolean =>
    value?.kind === 'map'
      ? clashes(value.entries, newName, isRenamed)
      : value?.kind === 'list' && value.items.some(inside);
  return entries.some(({ value }) => inside(value));
}
