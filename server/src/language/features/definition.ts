/** From a name to where it is declared. */
import type { Definitions } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { declarationSites, type DeclarationSite } from '../semantics/declarationSites';
import { occurrencesAt } from '../semantics/occurrences';
import type { Symbols } from '../semantics/symbols';

/** All declarations of what the name at the offset stands for; undefined where no name stands. */
export function definition(file: SourceFile, symbols: Symbols, offset: number): Definitions | undefined {
  const found = occurrencesAt(file, symbols, offset);
  return (
    found[0] &&
    targets(
      found[0].span,
      found.flatMap(({ symbol }) => declarationSites(symbol, symbols)),
    )
  );
}

/** The sites as places to go to, each once. */
export function targets(origin: Definitions['origin'], sites: readonly DeclarationSite[]): Definitions | undefined {
  const seen = new Set<string>();
  const places = sites.flatMap(({ file: { uri }, span, name }) => {
    const key = `${uri}#${name.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ uri, span, selection: name }];
  });
  return places.length ? { origin, targets: places } : undefined;
}
