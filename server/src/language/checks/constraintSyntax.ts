/** The expression of a check or an assert can be read. */
import { attributeSites } from '../semantics/attributeSites';
import { expressionOf } from '../semantics/prompts';
import type { Check } from './check';
import { remedyFix } from './remedy';

export const constraintSyntax: Check = (file, _symbols, report) => {
  for (const { place, attributes } of attributeSites(file)) {
    for (const { name, args, broken } of attributes) {
      if (broken || (name !== 'check' && name !== 'assert')) continue;
      for (const arg of args ?? []) {
        if (arg.kind !== 'jinja') continue;
        const { errors } = expressionOf(arg);
        // The compiler reads the expressions of fields, results and tests only.
        const severity = place === 'field' || place === 'return' || place === 'block' ? 'error' : 'warning';
        for (const { message, span, remedy } of errors) {
          const fixes = remedy && [remedyFix(remedy, file)];
          report(severity, 'constraint-syntax', span, message, fixes && { fixes });
        }
      }
    }
  }
};
