/** From a name to the declarations of its type: those of all members of a union. */
import type { Definitions } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { declarationSites, placeOf, type DeclarationSite } from '../semantics/declarationSites';
import type { SymbolId } from '../semantics/occurrence';
import { occurrencesAt } from '../semantics/occurrences';
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import { targets } from './definition';

export function typeDefinition(file: SourceFile, symbols: Symbols, offset: number): Definitions | undefined {
  const found = occurrencesAt(file, symbols, offset);
  return (
    found[0] &&
    targets(
      found[0].span,
      found.flatMap(({ symbol }) => typeSites(symbol, symbols)),
    )
  );
}

function typeSites(symbol: SymbolId, symbols: Symbols): DeclarationSite[] {
  const sites = declarationSites(symbol, symbols);
  switch (symbol.kind) {
    case 'class':
    case 'enum':
      return sites;
    case 'alias':
      return sites.flatMap((site) => (site.decl?.kind === 'alias' ? named(site, site.decl.type, symbols) : []));
    case 'function':
      return sites.flatMap((site) => (site.decl?.kind === 'function' ? named(site, site.decl.returns, symbols) : []));
    case 'field':
    case 'parameter':
      return sites.flatMap((site) => named(site, site.type, symbols));
    case 'value':
      return declarationSites(enumOf(symbol, sites), symbols);
    default:
      return [];
  }
}

/** The declarations of all types that a type names. */
function named(site: DeclarationSite, type: TypeExpr | undefined, symbols: Symbols): DeclarationSite[] {
  return [...typeExpressions(type)].flatMap((part) =>
    part.kind === 'name'
      ? occurrencesAt(site.file, symbols, part.span.start).flatMap((one) => declarationSites(one.symbol, symbols))
      : [],
  );
}

function enumOf({ owner = '' }: SymbolId, sites: readonly DeclarationSite[]): SymbolId {
  return placeOf({ owner })
    ? { kind: 'enum', name: sites[0]?.decl?.name?.text ?? '', owner }
    : { kind: 'enum', name: owner };
}
