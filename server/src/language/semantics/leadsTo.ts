/** Which types lead to something, and where it is. */
import type { AliasDecl, ClassDecl } from '../syntax/ast';
import { typesOf } from './allTypes';
import { graphComponents } from './graph';
import { typeExpressions } from './resolve';
import type { Symbols } from './symbols';

/**
 * For every class and alias that has what `own` looks for, or leads to one that has it: what `own` said there. Looks
 * at each declaration once.
 */
export function placesLedTo(
  symbols: Symbols,
  own: (name: string, decl: ClassDecl | AliasDecl) => string | undefined,
): Map<string, string> {
  const declaration = (name: string) => (symbols.classes.get(name) ?? symbols.aliases.get(name))!.decl;
  const components = graphComponents([...symbols.classes.keys(), ...symbols.aliases.keys()], (name) => [
    ...namesIn(declaration(name)),
  ]);
  const places = new Map<string, string>();
  // Components come after those they lead to; within one, all members lead to each other.
  for (const { members } of components) {
    let found: string | undefined;
    for (const name of members) found ??= own(name, declaration(name)) ?? inherited(declaration(name), places);
    if (found !== undefined) for (const name of members) places.set(name, found);
  }
  return places;
}

function inherited(decl: ClassDecl | AliasDecl, places: ReadonlyMap<string, string>): string | undefined {
  for (const name of namesIn(decl)) if (places.has(name)) return places.get(name);
  return undefined;
}

function* namesIn(decl: ClassDecl | AliasDecl): Generator<string> {
  for (const type of typesOf(decl)) for (const part of typeExpressions(type)) if (part.kind === 'name') yield part.name;
}
