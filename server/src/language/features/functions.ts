/** All prompt functions of a project with what a person picks from before a run. */
import type { FunctionSummary, OutlineRow, TestSummary } from '../languageService';
import { entriesToJson, nameRange } from '../semantics/lower';
import type { TypeLowering } from '../semantics/lowerTypes';
import { stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import { testArguments, testedFunctions } from '../semantics/tests';
import { outlineOf, outlineTypes } from './outline';
import { typeText } from './typeText';

export function functionSummaries(symbols: Symbols, types: TypeLowering): FunctionSummary[] {
  const tests = new Map<string, TestSummary[]>();
  for (const { file, decl } of symbols.tests) {
    if (!decl.name) continue;
    const summary = {
      name: decl.name.text,
      source: nameRange(file, decl),
      args: entriesToJson(testArguments(decl)),
    };
    for (const { value } of testedFunctions(decl)) {
      const known = tests.get(value);
      if (known) known.push(summary);
      else tests.set(value, [summary]);
    }
  }
  const outlined = outlineTypes(symbols, types);
  const summaries: FunctionSummary[] = [];
  for (const [name, { file, decl }] of symbols.functions) {
    if (decl.expression || !decl.properties.length) continue;
    const returns = types.type(file.uri, decl.returns, decl.returnAttributes);
    let outline: readonly OutlineRow[] | undefined;
    summaries.push({
      name,
      source: nameRange(file, decl),
      parameters: decl.parameters.map((parameter) => ({
        name: parameter.name.text,
        type: typeText(types.type(file.uri, parameter.type)),
      })),
      returns: typeText(returns),
      client: stringProperty(decl.properties, 'client')?.value ?? '',
      tests: tests.get(name) ?? [],
      // Long for deep types, and seldom looked at for more than one function.
      get outline() {
        outline ??= outlineOf(returns, outlined);
        return outline;
      },
    });
  }
  return summaries;
}
