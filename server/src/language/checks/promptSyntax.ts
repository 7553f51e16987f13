/** The Jinja of prompts and template strings can be read. */
import { promptSource, templateOf } from '../semantics/prompts';
import type { Check } from './check';
import { remedyFix } from './remedy';

export const promptSyntax: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' && decl.kind !== 'template') continue;
    const source = promptSource(decl);
    if (!source) continue;
    for (const { message, span, remedy } of templateOf(file, source).errors) {
      const fixes = remedy && [remedyFix(remedy, file)];
      report('error', 'prompt-syntax', span, message, fixes && { fixes });
    }
  }
};
