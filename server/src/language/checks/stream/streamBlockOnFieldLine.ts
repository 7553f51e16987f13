/** `a string @@stream.done` marks the whole class, although it looks like a mark of the field. */
import type { Fix } from '../../diagnostic';
import { indentationAt, newlineOf, replacement } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { streamUses } from '../../semantics/streamUses';
import type { Attribute, Name } from '../../syntax/ast';
import type { Check } from '../check';

export const streamBlockOnFieldLine: Check = (file, _symbols, report) => {
  for (const { attribute, site, written } of streamUses(file)) {
    const { decl, place } = site;
    if (place !== 'class' && place !== 'enum') continue;
    const member = memberBefore(
      decl.kind === 'class' ? decl.fields : decl.kind === 'enum' ? decl.values : [],
      attribute,
    );
    if (!member || /[\r\n]/.test(file.text.slice(member.span.end, attribute.span.start))) continue;
    const single = written.slice(1);
    // On a value of an enum it would mean nothing.
    const alternative = decl.kind === 'class' ? `, or \`${single}\` for \`${member.text}\` alone` : '';
    report(
      'warning',
      'stream-block-on-field-line',
      attribute.span,
      `\`${written}\` applies to the whole ${decl.kind} here, not to \`${member.text}\`. Write it on a line of its own${alternative}.`,
      { fixes: [...(alternative ? [changed(attribute, single, file)] : []), ownLine(attribute, file)] },
    );
  }
};

function memberBefore(
  members: readonly { readonly name: Name; readonly span: { readonly end: number } }[],
  { span }: Attribute,
) {
  return members.findLast((member) => member.span.end <= span.start)?.name;
}

function changed({ span }: Attribute, single: string, file: SourceFile): Fix {
  return {
    title: `Change to \`${single}\``,
    edits: [replacement(file, { start: span.start, end: span.start + 1 }, '')],
  };
}

function ownLine({ span }: Attribute, file: SourceFile): Fix {
  let start = span.start;
  while (start > 0 && /[ \t]/.test(file.text[start - 1]!)) start--;
  const line = newlineOf(file.text) + indentationAt(file.text, span.start);
  return { title: 'Write it on a line of its own', edits: [replacement(file, { start, end: span.start }, line)] };
}
