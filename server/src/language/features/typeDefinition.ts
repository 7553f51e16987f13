/** From a name to the declarations of its type: those of all members of a union. */
import type { Span } from '../diagnostic';
import { templateAt } from '../jinja/analyse';
import type { JinjaType } from '../jinja/analysis';
import type { Definitions } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { declarationSites, placeOf, type DeclarationSite } from '../semantics/declarationSites';
import { symbolKey, type SymbolId } from '../semantics/occurrence';
import { occurrencesAt } from '../semantics/occurrences';
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import { targets } from './definition';

export function typeDefinition(file: SourceFile, symbols: Symbols, offset: number): Definitions | undefined {
  const found = occurrencesAt(file, symbols, offset);
  const sites = found.flatMap(({ symbol }) => typeSites(symbol, symbols));
  if (sites.length) return targets(found[0]!.span, sites);
  const expression = typedAt(file, symbols, offset);
  return (
    expression &&
    targets(
      expression.span,
      namesOf(expression.type).flatMap((name) => declarationSites(name, symbols)),
    )
  );
}

/** The name or expression of a template at an offset, with its type. */
function typedAt(
  file: SourceFile,
  symbols: Symbols,
  offset: number,
): { readonly span: Span; readonly type: JinjaType } | undefined {
  const template = templateAt(file, symbols, offset);
  if (!template) return undefined;
  const declared = occurrencesAt(file, symbols, offset).find(({ symbol }) => symbol.kind === 'variable');
  if (declared) {
    // A declaration is no expression: its type is known where it is used.
    for (const site of template.sites) {
      const entry = site.kind === 'name' ? site.entry : undefined;
      if (entry?.symbol && symbolKey(entry.symbol) === symbolKey(declared.symbol))
        return { span: declared.span, type: entry.type };
    }
    return undefined;
  }
  const found = template.expressionAt(offset);
  return found && { span: found.expression.span, type: found.type };
}

/** The classes and enums that a type of a template is made of. */
function namesOf(type: JinjaType): SymbolId[] {
  switch (type.kind) {
    case 'class':
      return [{ kind: 'class', name: type.name }];
    case 'enum':
    case 'enum-type':
      return [{ kind: 'enum', name: type.name }];
    case 'list':
      return namesOf(type.item);
    case 'map':
      return [...namesOf(type.key), ...namesOf(type.value)];
    case 'tuple':
      return type.items.flatMap(namesOf);
    case 'union':
      return type.members.flatMap(namesOf);
    default:
      return [];
  }
}

function typeSites(symbol: SymbolId, symbols: Symbols): DeclarationSite[] {
  const sites = declarationSites(symbol, symbols);
  switch (symbol.kind) {
    case 'class':
    case 'enum':
      return sites;
    case 'alias':
      return named(sites, ({ decl }) => (decl?.kind === 'alias' ? decl.type : undefined), symbols);
    case 'function':
      return named(sites, ({ decl }) => (decl?.kind === 'function' ? decl.returns : undefined), symbols);
    case 'field':
    case 'parameter':
      return named(sites, ({ type }) => type, symbols);
    case 'value':
      return declarationSites(enumOf(symbol, sites), symbols);
    default:
      return [];
  }
}

/** The declarations of everything that the types at some sites name. */
function named(
  sites: readonly DeclarationSite[],
  typeOf: (site: DeclarationSite) => TypeExpr | undefined,
  symbols: Symbols,
): DeclarationSite[] {
  const things = new Map<string, SymbolId>();
  for (const site of sites) {
    for (const part of typeExpressions(typeOf(site))) {
      if (part.kind !== 'name') continue;
      for (const { symbol } of occurrencesAt(site.file, symbols, part.span.start))
        things.set(symbolKey(symbol), symbol);
    }
  }
  return [...things.values()].flatMap((thing) => declarationSites(thing, symbols));
}

function enumOf({ owner = '' }: SymbolId, sites: readonly DeclarationSite[]): SymbolId {
  return placeOf({ owner })
    ? { kind: 'enum', name: sites[0]?.decl?.name?.text ?? '', owner }
    : { kind: 'enum', name: owner };
}
