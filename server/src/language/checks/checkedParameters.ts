/** Checks are made on results: the type of a parameter cannot carry one, nor can any class inside it. */
import type { ProjectShape } from '../project/shape';
import { typesOf } from '../semantics/allTypes';
import { placesLedTo } from '../semantics/leadsTo';
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
  if (!places) known.set(symbols.shape, (places = placesLedTo(symbols, ownCheck)));
  for (const type of typeExpressions(start)) {
    if (type.attributes.some(isCheck)) return type.kind === 'name' ? type.name : 'a part of it';
    const place = type.kind === 'name' ? places.get(type.name) : undefined;
    if (place) return place;
  }
  return undefined;
}

function ownCheck(name: string, decl: ClassDecl | AliasDecl): string | undefined {
  if (decl.attributes.some(isCheck)) return name;
  const field = decl.kind === 'class' ? decl.fields.find(({ attributes }) => attributes.some(isCheck)) : undefined;
  if (field) return `${name}.${field.name.text}`;
  const inside = typesOf(decl).some((type) => [...typeExpressions(type)].some((part) => part.attributes.some(isCheck)));
  return inside ? name : undefined;
}
