/** What a model cannot write: media and tuples in a result pass the compiler and end the process at run time. */
import type { ProjectShape } from '../project/shape';
import { typesOf } from '../semantics/allTypes';
import { placesLedTo } from '../semantics/leadsTo';
import { MEDIA, typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, TypeExpr } from '../syntax/ast';
import type { Check } from './check';

const known = new WeakMap<ProjectShape, ReadonlyMap<string, string>>();

export const outputTypes: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' || decl.expression || !decl.returns) continue;
    const found = impossible(decl.returns, symbols);
    if (!found) continue;
    report(
      'warning',
      'output-types',
      decl.returns.span,
      `A model cannot write ${found}. Use a type that can be written as text.`,
    );
  }
};

function impossible(type: TypeExpr, symbols: Symbols): string | undefined {
  let places = known.get(symbols.shape);
  if (!places) known.set(symbols.shape, (places = placesLedTo(symbols, own)));
  for (const part of typeExpressions(type)) {
    const found = described(part) ?? (part.kind === 'name' ? places.get(part.name) : undefined);
    if (found) return found;
  }
  return undefined;
}

function own(name: string, decl: ClassDecl | AliasDecl): string | undefined {
  for (const type of typesOf(decl)) {
    for (const part of typeExpressions(type)) {
      const found = described(part);
      if (found) return `${found} of \`${name}\``;
    }
  }
  return undefined;
}

function described(type: TypeExpr): string | undefined {
  if (type.kind === 'tuple') return 'a tuple';
  return type.kind === 'name' && MEDIA.has(type.name) ? `the \`${type.name}\`` : undefined;
}
