/** Which types lead to something, and where it is. */
import type { Symbols } from './symbols';
import type { AliasDecl, ClassDecl } from '../syntax/ast';
import { typesOf } from './allTypes';
import { typeExpressions } from './resolve';

/**
 * What `own` says about the nearest class or alias that a name leads to, itself included, and about which it says something.
 * Names in `passed` lead nowhere and are not looked at again; more are added.
 */
export function placeLedTo(
  start: string,
  symbols: Symbols,
  own: (name: string, decl: ClassDecl | AliasDecl) => string | undefined,
  passed: Set<string>,
): string | undefined {
  const found = new Set<string>(passed.has(start) ? [] : [start]);
  // A Set may grow while it is walked.
  for (const name of found) {
    const decl = (symbols.classes.get(name) ?? symbols.aliases.get(name))?.decl;
    if (!decl) continue;
    const place = own(name, decl);
    if (place !== undefined) return place;
    for (const next of namesIn(decl)) if (!passed.has(next)) found.add(next);
  }
  for (const name of found) passed.add(name);
  return undefined;
}

function* namesIn(decl: ClassDecl | AliasDecl): Generator<string> {
  for (const type of typesOf(decl)) for (const part of typeExpressions(type)) if (part.kind === 'name') yield part.name;
}
