/** `@stream.done` alone on the last line of a class belongs to the field above, although it looks as if meant for the class. */
import type { Fix } from '../../diagnostic';
import { insertion, replacement } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { attributeRemoval } from '../../semantics/attributeEdits';
import type { StreamUse } from '../../semantics/streamUses';
import { streamUses } from '../../semantics/streamUses';
import type { Attribute, FieldDecl } from '../../syntax/ast';
import type { Check } from '../check';

export const streamLinePlacement: Check = (file, _symbols, report) => {
  for (const use of streamUses(file)) {
    const field = misleading(use, file.text);
    if (!field) continue;
    const { attribute, written } = use;
    report(
      'warning',
      'stream-line-placement',
      attribute.span,
      `\`${written}\` applies to \`${field.name.text}\` alone. ` +
        `Write it on the line of \`${field.name.text}\`, or \`@${written}\` for the whole class.`,
      { fixes: fixesFor(use, field, file) },
    );
  }
};

/** The field the attribute belongs to, when it stands like a line of the class: last, and not indented deeper. */
function misleading({ attribute, site }: StreamUse, text: string): FieldDecl | undefined {
  const { field, decl, place } = site;
  if (place !== 'field' || !field || decl.kind !== 'class' || decl.fields.at(-1) !== field) return undefined;
  const indentation = indentationOf(attribute, text);
  if (indentation === undefined) return undefined;
  if (!/^[ \t]*(?:\/\/[^\r\n]*)?[\r\n]+[ \t]*\}/.test(text.slice(attribute.span.end))) return undefined;
  const fieldIndentation = /[ \t]*$/.exec(text.slice(Math.max(0, field.span.start - 200), field.span.start))![0];
  return indentation.length > fieldIndentation.length ? undefined : field;
}

/** The blanks before an attribute that is the first on its line; undefined when it is not. */
function indentationOf({ span }: Attribute, text: string): string | undefined {
  let start = span.start;
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
  return start === 0 || /[\r\n]/.test(text[start - 1]!) ? text.slice(start, span.start) : undefined;
}

function fixesFor({ attribute, written }: StreamUse, { name, type, attributes }: FieldDecl, file: SourceFile): Fix[] {
  const at = { start: attribute.span.start, end: attribute.span.start + 1 };
  const fixes: Fix[] = [{ title: `Change to \`@${written}\``, edits: [replacement(file, at, '@@')] }];
  const before = attributes.filter(({ span }) => span.start < attribute.span.start).at(-1)?.span ?? type?.span;
  if (before) {
    const text = file.text.slice(attribute.span.start, attribute.span.end);
    const edits = [insertion(file, before.end, ` ${text}`), attributeRemoval(file, attribute)];
    fixes.push({ title: `Move to the line of \`${name.text}\``, edits });
  }
  return fixes;
}
