/** `@stream.not_null` on a field that comes late: everything before it is withheld until it is there. */
import type { Fix, Severity, Span } from '../../diagnostic';
import { appendedLines, insertion, replacement } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { aliasAttributes } from '../../semantics/aliasAttributes';
import { attributeRemoval, linesOf } from '../../semantics/attributeEdits';
import { fieldAttributes, has } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import { allowsNull, isWhole } from '../../semantics/streamFacts';
import { isDoneClass } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import { isOnlyInput, typeUsesOf } from '../../semantics/typeUses';
import type { ClassDecl, FieldDecl } from '../../syntax/ast';
import { classesOf } from '../../semantics/allTypes';
import { unwrapped } from '../../syntax/readType';
import type { Check } from '../check';

export const streamNotNullLate: Check = (file, symbols, report) => {
  for (const decl of classesOf(file)) {
    const fields = decl.fields.filter((field) => !has(fieldAttributes(field.type, field.attributes), 'skip'));
    const [first] = fields;
    for (const field of fields.slice(1)) {
      const source = sourceOf(field, symbols);
      if (!source || !waits(field, file, symbols)) continue;
      if (isDoneClass(decl, symbols) || isOnlyInput(decl, symbols)) break;
      const result = resultOf(decl, symbols);
      const isLast = field === fields.at(-1);
      const severity: Severity = isLast || result || isMarkedDone(field) ? 'warning' : 'hint';
      const until = untilComplete(field, file, symbols) ? 'is complete' : 'has begun';
      const consequence = result
        ? ` \`${decl.name?.text}\` is the result of \`${result}\`, so there is no partial result before that.`
        : '';
      report(
        severity,
        'stream-not-null-late',
        source.span,
        `Nothing of \`${decl.name?.text}\` is visible until \`${field.name.text}\` ${until}, not even \`${first!.name.text}\`.` +
          `${source.because}${consequence} Move the field up to see more, earlier.`,
        { fixes: fixesFor(decl, field, first!, isLast, file) },
      );
    }
  }
};

/** Where the field gets its `@stream.not_null` from: its own, its alias's or its class's. */
function sourceOf(
  { type, attributes }: FieldDecl,
  symbols: Symbols,
): { readonly span: Span; readonly because: string } | undefined {
  const own = fieldAttributes(type, attributes);
  const written = own.find(({ name, block }) => name === 'stream.not_null' && !block);
  if (written) return { span: written.span, because: '' };
  const named = type && unwrapped(type).type;
  if (named?.kind !== 'name') return undefined;
  const replaced = own.some(({ name }) => /^(?:stream\.|check$|assert$)/.test(name));
  const inherited = replaced ? undefined : aliasAttributes(named.name, symbols);
  const declared = symbols.classes.get(named.name)?.decl ?? symbols.enums.get(named.name)?.decl;
  const carried = inherited?.attributes ?? declared?.attributes ?? [];
  const found = carried.find(({ name }) => name === 'stream.not_null');
  return (
    found && { span: named.span, because: ` \`${named.name}\` carries \`${found.block ? '@@' : '@'}stream.not_null\`.` }
  );
}

/** Types with null and collections hold nothing back. */
function waits({ type, attributes }: FieldDecl, file: SourceFile, symbols: Symbols): boolean {
  const lowered = typeLowering(symbols).type(file.uri, type, attributes);
  return lowered.kind !== 'list' && lowered.kind !== 'map' && !allowsNull(lowered, symbols);
}

function isMarkedDone({ type, attributes }: FieldDecl): boolean {
  return has(fieldAttributes(type, attributes), 'stream.done');
}

function untilComplete({ type, attributes }: FieldDecl, file: SourceFile, symbols: Symbols): boolean {
  return isWhole(typeLowering(symbols).type(file.uri, type, attributes), symbols);
}

/** A function whose result is the class itself. */
function resultOf(decl: ClassDecl, symbols: Symbols): string | undefined {
  if (!decl.name) return undefined;
  const use = typeUsesOf(decl.name.text, symbols).find((found) => found.in === 'result' && found.shape === 'whole');
  return use?.decl.name?.text;
}

function fixesFor(decl: ClassDecl, field: FieldDecl, first: FieldDecl, isLast: boolean, file: SourceFile): Fix[] {
  const fixes: Fix[] = [];
  const [from, to] = [linesOf(file, field), linesOf(file, first)];
  if (from && to && to.end <= from.start) {
    const lines = file.text.slice(from.start, from.end);
    const edits = [insertion(file, to.start, lines), replacement(file, from, '')];
    fixes.push({ title: `Move \`${field.name.text}\` to the top`, edits });
  }
  const written = field.attributes.find(({ name }) => name === 'stream.not_null');
  const added = isLast && written ? appendedLines(file, decl.span, ['@@stream.done']) : undefined;
  if (written && added && !decl.dynamic) {
    const edits = [attributeRemoval(file, written), added];
    fixes.push({ title: `Hold \`${decl.name?.text}\` back as a whole with \`@@stream.done\``, edits });
  }
  return fixes;
}
