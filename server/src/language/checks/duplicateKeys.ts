/**
 * Something that is set twice in a block or a map: the last one counts, without a word from the compiler. In tests and
 * generators a second property is an error; see the check of duplicate names.
 */
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Name, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { remove } from './suggestion';

export const duplicateKeys: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (!('properties' in decl)) continue;
    const isStrict = decl.kind === 'test' || decl.kind === 'generator';
    if (!isStrict) overridden(decl.properties, file, report);
    for (const { value } of decl.properties) if (value) inside(value, file, report);
  }
};

function inside(start: ValueExpr, file: SourceFile, report: Report): void {
  const stack = [start];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.kind === 'list') for (const item of value.items) stack.push(item);
    if (value.kind !== 'map') continue;
    const entries = value.entries.map(({ key, span }) => ({ name: key, span }));
    overridden(entries, file, report);
    for (const entry of value.entries) if (entry.value) stack.push(entry.value);
  }
}

function overridden(
  all: readonly { readonly name: Name; readonly span: Span }[],
  file: SourceFile,
  report: Report,
): void {
  const last = new Map(all.map((entry) => [entry.name.text, entry]));
  if (last.size === all.length) return;
  for (const entry of all) {
    const { text } = entry.name;
    const other = last.get(text)!;
    if (other === entry) continue;
    const message = `This \`${text}\` has no effect: it is set again below, and the last one counts. Remove one of them.`;
    report('warning', 'duplicate-keys', entry.name.span, message, {
      unnecessary: true,
      related: [{ uri: file.uri, span: other.name.span, message: `This \`${text}\` counts.` }],
      fixes: [remove(file, entry.span, text, true)],
    });
  }
}
