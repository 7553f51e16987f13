/** A test names functions of the project. */
import { testedFunctions } from '../semantics/tests';
import { didYouMean } from '../text';
import type { Check } from './check';

export const unknownFunctions: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test') continue;
    for (const { value, span } of testedFunctions(decl)) {
      if (symbols.functions.has(value)) continue;
      const hint = didYouMean(value, symbols.functions.keys()) || ' Name a function of this project.';
      report('warning', 'unknown-functions', span, `No function is named \`${value}\`.${hint}`);
    }
  }
};
