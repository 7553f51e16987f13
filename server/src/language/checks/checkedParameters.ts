/** Checks are made on results: the type of a parameter cannot carry one, nor can any class inside it. */
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { Attribute, Declaration, TypeExpr } from '../syntax/ast';
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

function isCheck({ name }: Attribute): boolean {
  return name === 'check';
}

/** The name of the class, alias or field with a check that the type leads to. */
function checkInside(start: TypeExpr, symbols: Symbols): string | undefined {
  const seen = new Set<Declaration>();
  const queue: TypeExpr[] = [start];
  for (const next of queue) {
    for (const type of typeExpressions(next)) {
      if (type.attributes.some(isCheck)) return type.kind === 'name' ? type.name : 'a part of it';
      if (type.kind !== 'name') continue;
      const decl = (symbols.classes.get(type.name) ?? symbols.aliases.get(type.name))?.decl;
      if (!decl || seen.has(decl)) continue;
      seen.add(decl);
      if (decl.attributes.some(isCheck)) return type.name;
      if (decl.kind === 'alias') {
        if (decl.type) queue.push(decl.type);
        continue;
      }
      for (const field of decl.fields) {
        if (field.attributes.some(isCheck)) return `${type.name}.${field.name.text}`;
        if (field.type) queue.push(field.type);
      }
    }
  }
  return undefined;
}
