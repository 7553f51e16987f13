/** Checks are made on results: the type of a parameter cannot carry one, nor can any class inside it. */
import { typesOf } from '../semantics/allTypes';
import { placeLedTo } from '../semantics/leadsTo';
import { isCheck } from '../semantics/marks';
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, TypeExpr } from '../syntax/ast';
import type { Check } from './check';
import { remove } from './suggestion';

export const checkedParameters: Check = (file, symbols, report) => {
  const passed = new Set<string>();
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function') continue;
    for (const { name, type, attributes } of decl.parameters) {
      if (!type) continue;
      const where = attributes.some(isCheck) ? name.text : checkInside(type, symbols, passed);
      if (where === undefined) continue;
      report(
        'error',
        'checked-parameters',
        type.span,
        where === name.text
          ? 'A parameter cannot carry a `@check`. Remove it; checks are made on results.'
          : `A parameter cannot have a type with checks, and \`${where}\` has one. Use a type without it.`,
        { fixes: attributes.filter(isCheck).map(({ span }) => remove(file, span, '@check')) },
      );
    }
  }
};

/** The name of the class, alias or field with a check that the type leads to. */
function checkInside(start: TypeExpr, symbols: Symbols, passed: Set<string>): string | undefined {
  const isAnywhere = symbols.marked('check').length > 0;
  for (const type of typeExpressions(start)) {
    if (type.attributes.some(isCheck)) return type.kind === 'name' ? type.name : 'a part of it';
    const place = isAnywhere && type.kind === 'name' ? placeLedTo(type.name, symbols, ownCheck, passed) : undefined;
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
