/** Every place of a project where a thing is named. */
import type { Place } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { placeOf } from '../semantics/declarationSites';
import { mayName } from '../semantics/mayName';
import { symbolKey, type Occurrence, type SymbolId } from '../semantics/occurrence';
import { occurrencesAt, occurrencesOf } from '../semantics/occurrences';
import type { Symbols } from '../semantics/symbols';

/** In order of files and positions. A name that stands for several things has the places of all of them. */
export function references(
  file: SourceFile,
  symbols: Symbols,
  offset: number,
  includeDeclaration: boolean,
): readonly Place[] {
  const wanted = occurrencesAt(file, symbols, offset).map(({ symbol }) => symbol);
  const keys = new Set(wanted.map(symbolKey));
  const places: Place[] = [];
  for (const one of namedIn(wanted, symbols)) {
    let last = -1;
    for (const { span, symbol, role } of one.occurrences) {
      if (span.start === last || !keys.has(symbolKey(symbol))) continue;
      if (role === 'declaration' && !includeDeclaration) continue;
      last = span.start;
      places.push({ uri: one.file.uri, span });
    }
  }
  return places;
}

/**
 * The occurrences of a name in every file that may name one of the things, which all have this name.
 */
export function* namedIn(
  things: readonly SymbolId[],
  symbols: Symbols,
): Generator<{ readonly file: SourceFile; readonly occurrences: readonly Occurrence[] }> {
  const name = things[0]?.name;
  if (!name) return;
  const homes = things.map((thing) => placeOf(thing)?.uri);
  const files = homes.includes(undefined)
    ? symbols.filesMentioning(name)
    : [...new Set(homes)].flatMap((uri) => symbols.file(uri!) ?? []);
  for (const file of files) {
    if (!things.some((thing) => mayName(file, thing))) continue;
    const occurrences = occurrencesOf(file, symbols).filter(({ symbol }) => symbol.name === name);
    if (occurrences.length) yield { file, occurrences };
  }
}
