/** The same member twice in a union says nothing the second time. */
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { allTypes } from '../semantics/allTypes';
import { typeExpressions } from '../semantics/resolve';
import type { TypeExpr } from '../syntax/ast';
import type { Check } from './check';

export const duplicateUnionMembers: Check = (file, _symbols, report) => {
  for (const whole of allTypes(file)) {
    for (const type of typeExpressions(whole)) {
      if (type.kind !== 'union') continue;
      const seen = new Set<string>();
      type.members.forEach((member, i) => {
        const written = textOf(member, file);
        if (i > 0 && seen.has(written)) {
          const span = { start: type.members[i - 1]!.span.end, end: member.span.end };
          report(
            'hint',
            'duplicate-union-members',
            member.span,
            `\`${written}\` is a member of this union already. Remove it.`,
            {
              unnecessary: true,
              fixes: [{ title: `Remove \`| ${written}\``, edits: [replacement(file, span, '')], preferred: true }],
            },
          );
        }
        // With an attribute it is another type.
        if (!member.attributes.length) seen.add(written);
      });
    }
  }
};

/** As written, without blanks and with its attributes. */
function textOf({ span, attributes }: TypeExpr, file: SourceFile): string {
  const end = Math.max(span.end, ...attributes.map((attribute) => attribute.span.end));
  return file.text.slice(span.start, end).replaceAll(/\s+/g, ' ');
}
