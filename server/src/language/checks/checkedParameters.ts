/** Checks are made on results: the type of a parameter cannot carry one, nor can any class inside it. */
import type { ProjectShape } from '../project/shape';
import { typesOf } from '../semantics/allTypes';
import { graphComponents } from '../semantics/graph';
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, Attribute, ClassDecl, TypeExpr } from '../syntax/ast';
import type { Check } from './check';

export const checkedParameters: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function') continue;
    for (const { name, type, attributes } of decl.parameters) {
      if (!type) continue;
      const where = attributes.some(isCheck) ? name.text : checkInside(type, symbols);
      if (where === undefined) continue;
      report(
        'error',
        'checked-parameters',
        type.span,
        where === name.text
          ? 'A parameter cannot carry a `@check`. Remove it; checks are made on results.'
          : `A parameter cannot have a type with checks, and \`${where}\` has one. Use a type without it.`,
      );
    }
  }
};

const known = new WeakMap<ProjectShape, ReadonlyMap<string, string>>();

function isCheck({ name }: Attribute): boolean {
  return name === 'check';
}

/** The name of the class, alias or field with a check that the type leads to. */
function checkInside(start: TypeExpr, symbols: Symbols): string | undefined {
  let places = known.get(symbols.shape);
  if (!places) known.set(symbols.shape, (places = placesOfChecks(symbols)));
  for (const type of typeExpressions(start)) {
    if (type.attributes.some(isCheck)) return type.kind === 'name' ? type.name : 'a part of it';
    const place = type.kind === 'name' ? places.get(type.name) : undefined;
    if (place) return place;
  }
  return undefined;
}

/** For every class and alias that has a check or leads to one: where it is. */
function placesOfChecks(symbols: Symbols): Map<string, string> {
  const declaration = (name: string) => (symbols.classes.get(name) ?? symbols.aliases.get(name))?.decl;
  const components = graphComponents([...symbols.classes.keys(), ...symbols.aliases.keys()], (name) => {
    const decl = declaration(name);
    return decl
      ? typesOf(decl).flatMap((type) =>
          [...typeExpressions(type)].flatMap((part) => (part.kind === 'name' ? part.name : [])),
        )
      : [];
  });
  const places = new Map<string, string>();
  // Components come after those they lead to; within one, all members lead to each other.
  for (const { members } of components) {
    let found: string | undefined;
    for (const name of members) found ??= ownCheck(name, declaration(name)!) ?? inherited(declaration(name)!, places);
    if (found) for (const name of members) places.set(name, found);
  }
  return places;
}

function ownCheck(name: string, decl: ClassDecl | AliasDecl): string | undefined {
  if (decl.attributes.some(isCheck)) return name;
  const field = decl.kind === 'class' ? decl.fields.find(({ attributes }) => attributes.some(isCheck)) : undefined;
  if (field) return `${name}.${field.name.text}`;
  const inside = typesOf(decl).some((type) => [...typeExpressions(type)].some((part) => part.attributes.some(isCheck)));
  return inside ? name : undefined;
}

function inherited(decl: ClassDecl | AliasDecl, places: ReadonlyMap<string, string>): string | undefined {
  for (const type of typesOf(decl)) {
    for (const part of typeExpressions(type)) {
      const place = part.kind === 'name' ? places.get(part.name) : undefined;
      if (place) return place;
    }
  }
  return undefined;
}
