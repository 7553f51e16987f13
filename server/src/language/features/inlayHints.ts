/**
 * Notes beside the code where a field streams in a way that its own line does not show: an alias or a class brings an
 * attribute along, a later field holds everything back, a result comes in one piece. Everything else needs no note.
 */
import type { Type } from '../../ir/schema';
import type { Span } from '../diagnostic';
import type { InlayHint } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { fieldAttributes, has } from '../semantics/attributes';
import { typeLowering } from '../semantics/lowerTypes';
import type { Symbols } from '../semantics/symbols';
import { isAtomic } from '../semantics/typeFacts';
import type { ClassDecl, FieldDecl, FunctionDecl } from '../syntax/ast';
import type { OutlineTypes } from './outline';
import { outlineTypes } from './outline';
import { promiseOf } from './promise';
import { streamOrigins, type StreamOrigin } from './streamOrigins';

export function inlayHints(file: SourceFile, symbols: Symbols, range: Span): InlayHint[] {
  const hints: InlayHint[] = [];
  const types = outlineTypes(symbols, typeLowering(symbols));
  for (const decl of file.ast.declarations) {
    if (decl.span.end < range.start || decl.span.start > range.end) continue;
    if (decl.kind === 'class') hints.push(...classHints(file, decl, symbols, types, range));
    if (decl.kind === 'function') hints.push(...resultHints(file, decl, symbols, types));
  }
  return hints.filter(({ offset }) => range.start <= offset && offset <= range.end);
}

function* classHints(
  file: SourceFile,
  decl: ClassDecl,
  symbols: Symbols,
  types: OutlineTypes,
  range: Span,
): Generator<InlayHint> {
  // Where the whole class waits, its fields have nothing to say.
  if (has(decl.attributes, 'stream.done')) return;
  const late = lateField(file, decl, symbols);
  const fields = decl.fields.filter((field) => !isSkipped(field));
  for (const field of fields) {
    if (field.span.end < range.start || field.span.start > range.end) continue;
    const type = typeLowering(symbols).type(file.uri, field.type, field.attributes);
    const origins = streamOrigins(type, { uri: file.uri, ...field.span }, symbols);
    for (const origin of origins) yield originHint(origin, field.span.end, type, types);
    if (late && field === fields[0]) yield waitingHint(file, decl, field, late);
  }
}

function originHint(
  { attribute, name, source }: StreamOrigin,
  offset: number,
  type: Type,
  types: OutlineTypes,
): InlayHint {
  return {
    offset,
    label: `${attribute} of ${name}`,
    tooltip: `\`${name}\` brings \`${attribute}\` along. This field: ${promiseOf(type, 'field', false, types)}.`,
    target: source,
  };
}

function waitingHint({ uri }: SourceFile, decl: ClassDecl, { span }: FieldDecl, late: FieldDecl): InlayHint {
  return {
    offset: span.end,
    label: `waits for ${late.name.text}`,
    tooltip: `Nothing of \`${decl.name?.text ?? ''}\` is visible before \`${late.name.text}\`, which carries \`@stream.not_null\`.`,
    target: { uri, start: late.name.span.start, end: late.name.span.end },
  };
}

/** The last field the object waits for, unless that is the first of all. */
function lateField(file: SourceFile, decl: ClassDecl, symbols: Symbols): FieldDecl | undefined {
  const fields = decl.fields.filter((field) => !isSkipped(field));
  const last = fields.findLast((field) => {
    if (!field.type) return false;
    const type = typeLowering(symbols).type(file.uri, field.type, field.attributes);
    return promiseWaits(type, symbols);
  });
  return last === fields[0] ? undefined : last;
}

/** Language reference 4.4: lists, maps and what may be null in the end hold nothing back. */
function promiseWaits(type: Type, symbols: Symbols): boolean {
  if (type.kind === 'list' || type.kind === 'map') return false;
  if (
    type.kind === 'union' &&
    type.variants.some((variant) => variant.kind === 'primitive' && variant.name === 'null')
  ) {
    return false;
  }
  if (type.attributes?.notNull) return !(type.kind === 'primitive' && type.name === 'null');
  const block =
    type.kind === 'class'
      ? symbols.classes.get(type.name)
      : type.kind === 'enum'
        ? symbols.enums.get(type.name)
        : undefined;
  return block !== undefined && has(block.decl.attributes, 'stream.not_null');
}

/** A result that comes in one piece although its type has parts. */
function resultHints(file: SourceFile, decl: FunctionDecl, symbols: Symbols, types: OutlineTypes): InlayHint[] {
  if (!decl.returns || decl.expression) return [];
  const type = typeLowering(symbols).type(file.uri, decl.returns, decl.returnAttributes);
  const end = decl.returnAttributes.at(-1)?.span.end ?? decl.returns.span.end;
  const own = { uri: file.uri, start: decl.returns.span.start, end };
  if (isAtomic(type) || type.kind === 'list' || type.kind === 'map') return [];
  const [origin] = streamOrigins(type, own, symbols).filter(({ attribute }) => attribute.endsWith('stream.done'));
  if (!origin) return [];
  const hint = originHint(origin, end, type, types);
  return [
    {
      ...hint,
      label: `one result: ${hint.label}`,
      tooltip: `There are no partial results: \`${origin.name}\` carries \`${origin.attribute}\`, so the answer arrives whole.`,
    },
  ];
}

function isSkipped({ type, attributes }: FieldDecl): boolean {
  return has(fieldAttributes(type, attributes), 'skip');
}
