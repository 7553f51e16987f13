/** What a model cannot write: media and tuples in a result pass the compiler and end the process at run time. */
import { typesOf } from '../semantics/allTypes';
import { placeLedTo } from '../semantics/leadsTo';
import { isUnwritable } from '../semantics/marks';
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, TypeExpr } from '../syntax/ast';
import type { Check } from './check';

export const outputTypes: Check = (file, symbols, report) => {
  const passed = new Set<string>();
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' || decl.expression || !decl.returns) continue;
    const found = impossible(decl.returns, symbols, passed);
    if (!found) continue;
    report(
      'warning',
      'output-types',
      decl.returns.span,
      `A model cannot write ${found}. Use a type that can be written as text.`,
    );
  }
};

function impossible(type: TypeExpr, symbols: Symbols, passed: Set<string>): string | undefined {
  const isAnywhere = symbols.marked('unwritable').length > 0;
  for (const part of typeExpressions(type)) {
    const found =
      described(part) ?? (isAnywhere && part.kind === 'name' ? placeLedTo(part.name, symbols, own, passed) : undefined);
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
  if (!isUnwritable(type)) return undefined;
  return type.kind === 'name' ? `the \`${type.name}\`` : 'a tuple';
}
