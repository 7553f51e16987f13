/** The prompt functions of a file with what a person picks from before a run. */
import type { FunctionSummary, OutlineRow, TestSummary } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { constraintsOf } from '../semantics/attributes';
import { entriesToJson, nameRange } from '../semantics/lower';
import { typeLowering } from '../semantics/lowerTypes';
import { stringProperty } from '../semantics/resolve';
import { perFile, type Symbols } from '../semantics/symbols';
import { testArguments } from '../semantics/tests';
import { outlineOf, outlineTypes } from './outline';
import { typeText } from './typeText';

/** In order of position. Of functions with one name only the first counts. */
export const functionsOf = perFile((file: SourceFile, symbols: Symbols): readonly FunctionSummary[] => {
  const types = typeLowering(symbols);
  const outlined = outlineTypes(symbols, types);
  const summaries: FunctionSummary[] = [];
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' || decl.expression || !decl.properties.length || !decl.name) continue;
    const name = decl.name.text;
    if (symbols.functions.get(name)?.decl !== decl) continue;
    const returns = types.type(file.uri, decl.returns, decl.returnAttributes);
    const outline: readonly OutlineRow[] = outlineOf(returns, outlined);
    // Their places move with every edit of the files they stand in.
    for (const { source } of outline) if (source && source.uri !== file.uri) symbols.file(source.uri);
    summaries.push({
      name,
      source: nameRange(file, decl),
      parameters: decl.parameters.map((parameter) => ({
        name: parameter.name.text,
        type: typeText(types.type(file.uri, parameter.type)),
      })),
      returns: typeText(returns),
      client: stringProperty(decl.properties, 'client')?.value ?? '',
      tests: testsOf(name, file, symbols),
      outline,
    });
  }
  return summaries;
});

function testsOf(name: string, home: SourceFile, symbols: Symbols): TestSummary[] {
  const summaries: TestSummary[] = [];
  for (const { file, decl } of symbols.testsOf(name)) {
    if (!decl.name) continue;
    // Its place and its arguments are not part of what `testsOf` looks at.
    if (file !== home) symbols.file(file.uri);
    summaries.push({
      name: decl.name.text,
      source: nameRange(file, decl),
      args: entriesToJson(testArguments(decl)),
      constraints: constraintsOf(file.uri, decl.attributes),
    });
  }
  return summaries;
}
