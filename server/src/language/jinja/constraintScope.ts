/** What the expression of a check or an assert can name: `this`, and in tests `_` and the arguments. */
import type { SourceFile } from '../project/sourceFile';
import { testArguments, testedFunctions } from '../semantics/tests';
import { testScope, typeScope, type TypeScope } from '../semantics/typeScope';
import type { Symbols } from '../semantics/symbols';
import type { TestDecl, ValueExpr } from '../syntax/ast';
import type { JinjaType, ScopeEntry } from './analysis';
import { declaredType } from './declaredTypes';
import { testObject } from './facts/objects';
import { parameterSymbol } from './globals';
import type { ConstraintSource } from './sources';
import { UNKNOWN, nonNull } from './types';

/** The types that are known where the constraint stands. */
export function constraintTypes({ decl }: ConstraintSource, file: SourceFile, symbols: Symbols): TypeScope {
  const scope = typeScope(symbols);
  return decl.kind === 'test' ? testScope(scope, file, decl) : scope;
}

/** The names an expression may use, besides the functions of the language. */
export function constraintNames(source: ConstraintSource, scope: TypeScope, symbols: Symbols): readonly ScopeEntry[] {
  const { decl, site } = source;
  if (decl.kind === 'test' && site.place === 'block') return testNames(source, decl, scope, symbols);
  return [{ name: 'this', kind: 'builtin', type: ownType(source, scope) }];
}

/** The value that is checked; null is not told apart, since most checks are about what is there. */
function ownType({ decl, site }: ConstraintSource, scope: TypeScope): JinjaType {
  switch (site.place) {
    case 'class':
      return decl.name && scope.class(decl.name.text) ? { kind: 'class', name: decl.name.text } : UNKNOWN;
    case 'field':
    case 'inner':
    case 'alias':
    case 'return':
    case 'parameter':
      return nonNull(declaredType(site.type, scope));
    default:
      return UNKNOWN;
  }
}

function testNames(source: ConstraintSource, decl: TestDecl, scope: TypeScope, symbols: Symbols): ScopeEntry[] {
  const functions = testedFunctions(decl).flatMap(({ value }) => symbols.functions.get(value) ?? []);
  const [first] = functions;
  const result = functions.length === 1 && first ? nonNull(declaredType(first.decl.returns, scope)) : UNKNOWN;
  const names: ScopeEntry[] = [
    { name: 'this', kind: 'builtin', type: result },
    { name: '_', kind: 'builtin', type: testObject(result, labelsBefore(source)) },
  ];
  for (const { key } of testArguments(decl)) {
    const owner = functions.find((located) => located.decl.parameters.some((one) => one.name.text === key.text));
    const parameter = owner?.decl.parameters.find((one) => one.name.text === key.text);
    names.push({
      name: key.text,
      kind: 'parameter',
      type: parameter && functions.length === 1 ? declaredType(parameter.type, scope) : UNKNOWN,
      ...(parameter && owner?.decl.name && { symbol: parameterSymbol(parameter, owner.decl.name.text) }),
    });
  }
  return names;
}

/** The labels of the checks of the test that stand before this one. */
function labelsBefore({ site, index }: ConstraintSource): string[] {
  const labels: string[] = [];
  for (const { name, args } of site.attributes.slice(0, index)) {
    const label = name === 'check' ? text(args?.[0]) : undefined;
    if (label !== undefined) labels.push(label);
  }
  return labels;
}

function text(value: ValueExpr | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
