/** A test names functions of the project. */
import { testedFunctions } from '../semantics/tests';
import type { Check } from './check';
import { suggest } from './suggestion';

export const unknownFunctions: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test') continue;
    for (const { value, span } of testedFunctions(decl)) {
      if (symbols.functions.has(value)) continue;
      const { hint, extra } = suggest(file, span, value, symbols.functions.keys());
      const advice = hint || ' Name a function of this project.';
      report('warning', 'unknown-functions', span, `No function is named \`${value}\`.${advice}`, extra);
    }
  }
};
