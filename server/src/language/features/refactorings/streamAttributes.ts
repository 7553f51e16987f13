/** Adds a stream attribute to what is under the cursor, where it changes what is seen while streaming, or removes it. */
import type { Span } from '../../diagnostic';
import { appendedLines, insertion, removal } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { STREAM_ATTRIBUTES } from '../../semantics/attributes';
import { effectiveOnBlock, effectiveOnField, effectiveOnResult } from '../../semantics/streamChoices';
import type { Symbols } from '../../semantics/symbols';
import type { Attribute, ClassDecl, Declaration, EnumDecl, FieldDecl, FunctionDecl } from '../../syntax/ast';
import type { Offer, Refactoring } from './refactoring';

export const streamAttributes: Refactoring = {
  kind: 'rewrite',
  offer(file, symbols, span) {
    return file.ast.declarations
      .filter((decl) => touches(decl.span, span))
      .flatMap((decl) => offers(decl, file, symbols, span));
  },
};

function touches(outer: Span, span: Span): boolean {
  return outer.start <= span.start && span.end <= outer.end;
}

function offers(decl: Declaration, file: SourceFile, symbols: Symbols, span: Span): Offer[] {
  if (decl.kind === 'class') {
    const field = decl.fields.find((candidate) => touches(candidate.span, span));
    if (field) return onField(field, decl, file, symbols);
  }
  if (decl.kind === 'class' || decl.kind === 'enum') return onBlock(decl, file, symbols);
  return decl.kind === 'function' && decl.returns && touches(decl.returns.span, span)
    ? onResult(decl, file, symbols)
    : [];
}

function onField(field: FieldDecl, decl: ClassDecl, file: SourceFile, symbols: Symbols): Offer[] {
  const effective = effectiveOnField(field, decl, file.uri, symbols);
  return STREAM_ATTRIBUTES.flatMap((name) => {
    const present = field.attributes.find((attribute) => !attribute.block && attribute.name === name);
    if (present) return removed(present, `from \`${field.name.text}\``, file);
    if (!effective.includes(name)) return [];
    return {
      title: `Add \`@${name}\` to \`${field.name.text}\``,
      edits: [insertion(file, behind(field.attributes, field.type?.span ?? field.span), ` @${name}`)],
    };
  });
}

function onBlock(decl: ClassDecl | EnumDecl, file: SourceFile, symbols: Symbols): Offer[] {
  const { name: owner } = decl;
  if (!owner) return [];
  const effective = effectiveOnBlock(decl, symbols);
  return STREAM_ATTRIBUTES.flatMap((name) => {
    const present = decl.attributes.find((attribute) => attribute.name === name);
    if (present) return removed(present, `from \`${owner.text}\``, file);
    const edit = effective.includes(name) ? appendedLines(file, decl.span, [`@@${name}`]) : undefined;
    return edit ? { title: `Add \`@@${name}\` to \`${owner.text}\``, edits: [edit] } : [];
  });
}

function onResult(decl: FunctionDecl, file: SourceFile, symbols: Symbols): Offer[] {
  const effective = effectiveOnResult(decl, file.uri, symbols);
  return STREAM_ATTRIBUTES.flatMap((name) => {
    const present = decl.returnAttributes.find((attribute) => attribute.name === name);
    if (present) return removed(present, 'from the result', file);
    if (!effective.includes(name)) return [];
    const at = behind(decl.returnAttributes, decl.returns!.span);
    return { title: `Add \`@${name}\` to the result`, edits: [insertion(file, at, ` @${name}`)] };
  });
}

function removed(attribute: Attribute, from: string, file: SourceFile): Offer {
  const written = `${attribute.block ? '@@' : '@'}${attribute.name}`;
  return { title: `Remove \`${written}\` ${from}`, edits: [removal(file, attribute.span)] };
}

function behind(attributes: readonly Attribute[], span: Span): number {
  return Math.max(span.end, ...attributes.filter(({ block }) => !block).map((attribute) => attribute.span.end));
}
