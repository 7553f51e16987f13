/** An enum that is used and has no value, or only skipped ones: nothing fits it, neither an answer nor an argument. */
import { has } from '../semantics/attributes';
import { isUsed } from '../semantics/uses';
import type { Check } from './check';

export const emptyEnums: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'enum' || !decl.name || has(decl.attributes, 'dynamic')) continue;
    if (decl.values.some(({ attributes }) => !has(attributes, 'skip')) || !isUsed(decl, file, symbols)) continue;
    const why = decl.values.length ? 'all its values are skipped' : 'it has no values';
    const message = `No answer fits \`${decl.name.text}\`: ${why}. Add one, or mark it \`@@dynamic\`.`;
    report('warning', 'empty-enums', decl.name.span, message);
  }
};
