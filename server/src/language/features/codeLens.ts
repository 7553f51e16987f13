/** Where *Run* is offered: above every prompt function, and above every test for each of its functions. */
import type { RunLens } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { testedFunctions } from '../semantics/tests';
import type { Symbols } from '../semantics/symbols';

export function runLenses(file: SourceFile, symbols: Symbols): RunLens[] {
  const lenses: RunLens[] = [];
  for (const decl of file.ast.declarations) {
    if (!decl.name) continue;
    if (decl.kind === 'function' && !decl.expression && decl.properties.length) {
      lenses.push({ span: decl.name.span, function: decl.name.text });
    }
    if (decl.kind === 'test') {
      for (const { value } of testedFunctions(decl)) {
        if (symbols.functions.has(value)) lenses.push({ span: decl.name.span, function: value, test: decl.name.text });
      }
    }
  }
  return lenses;
}
