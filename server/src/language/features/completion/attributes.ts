/**
 * Attributes, only where they take effect: each that may be meant is written at the place in a copy of the block, and
 * offered when no check has anything against it there. So the list and the advice cannot disagree.
 */
import { diagnose } from '../../checks/index';
import type { SourceFile } from '../../project/sourceFile';
import { parseFile } from '../../project/sourceFile';
import type { AttributeSite } from '../../semantics/attributeSites';
import { attributeSites } from '../../semantics/attributeSites';
import { typeLowering } from '../../semantics/lowerTypes';
import type { Symbols } from '../../semantics/symbols';
import type { Attribute } from '../../syntax/ast';
import type { Place } from '../outline';
import { outlineTypes } from '../outline';
import { promiseOf } from '../promise';
import type { AttributeFact } from './attributeFacts';
import { AT_PLACE, ATTRIBUTES } from './attributeFacts';
import type { Context } from './context';
import type { Cursor } from './cursor';
import { blanks } from './cursor';
import type { Completion } from './item';

type AttributeContext = Context & { kind: 'attribute' };

export function attributeItems(cursor: Cursor, symbols: Symbols, context: AttributeContext): Completion[] {
  const marks = context.may === 'both' ? ['@', '@@'] : [context.may === 'block' ? '@@' : '@'];
  return marks.flatMap((mark) => withMark(mark, cursor, symbols, context.start));
}

function withMark(mark: string, cursor: Cursor, symbols: Symbols, start: number): Completion[] {
  const probe = withText(cursor, start, `${mark}${ATTRIBUTES[2]!.name}`);
  const place = probe && siteAt(probe, start)?.site.place;
  if (!place) return [];
  const without = withText(cursor, start, '');
  const known = without ? findingsUpTo(without, symbols, start) : new Set<string>();
  return ATTRIBUTES.flatMap((fact, index) => {
    if (!AT_PLACE[place].includes(fact.name)) return [];
    const file = withText(cursor, start, `${mark}${fact.name}${fact.example ?? ''}`);
    const found = file && siteAt(file, start);
    if (!found) return [];
    const findings = findingsUpTo(file, symbols, found.attribute.span.end);
    if ([...findings].some((finding) => !known.has(finding))) return [];
    return [item(mark, fact, index, promise(file, symbols, found))];
  });
}

function item(mark: string, fact: AttributeFact, index: number, promised: string): Completion {
  const label = `${mark}${fact.name}`;
  return {
    label,
    kind: 'attribute',
    detail: fact.detail,
    documentation: fact.documentation + promised,
    ...(fact.args !== undefined && { snippet: label + fact.args }),
    sort: `${mark.length}${index}`,
  };
}

/** The block with a text in place of what is typed, at its offsets in the file. */
function withText({ file, block, whole }: Cursor, start: number, text: string): SourceFile | undefined {
  if (!block) return undefined;
  const from = block.span.start;
  const behind = start + /^@*[\w.]*/.exec(file.text.slice(start, start + 200))![0].length;
  // Of a function only the header matters.
  const rest = block.kind === 'function' ? ' {\n}' : file.text.slice(behind, whole?.span.end ?? behind);
  return parseFile(file.uri, blanks(file.text, from) + file.text.slice(from, start) + text + rest);
}

function siteAt(file: SourceFile, start: number): { site: AttributeSite; attribute: Attribute } | undefined {
  for (const site of attributeSites(file)) {
    const attribute = site.attributes.find(({ span }) => span.start === start);
    if (attribute) return { site, attribute };
  }
  return undefined;
}

/** Codes of findings about attributes that do something: more than one may expect, or late. */
const EFFECTIVE: ReadonlySet<string> = new Set(['stream-not-null-late', 'stream-with-state-atomic']);

/** What is said about a block, as far as it does not move when an attribute is added behind it. */
function findingsUpTo(file: SourceFile, symbols: Symbols, end: number): Set<string> {
  const found = diagnose(file, symbols).filter(
    ({ severity, code, span }) => severity !== 'information' && !EFFECTIVE.has(code) && span.start < end,
  );
  return new Set(found.map(({ code, span }) => `${code} ${span.start}`));
}

const PLACE: Partial<Record<AttributeSite['place'], Place>> = { field: 'field', return: 'result', inner: 'item' };

/** What streaming does here with a stream attribute and without it. */
function promise(
  file: SourceFile,
  symbols: Symbols,
  { site, attribute }: { site: AttributeSite; attribute: Attribute },
): string {
  const place = PLACE[site.place];
  if (!place || !site.type || !attribute.name.startsWith('stream.')) return '';
  const lowering = typeLowering(symbols);
  const types = outlineTypes(symbols, lowering);
  const bare = { ...site.type, attributes: [] };
  const say = (attributes: readonly Attribute[]) => {
    return promiseOf(lowering.type(file.uri, bare, attributes), place, false, types);
  };
  const before = say(site.attributes.filter((other) => other !== attribute));
  const after = say(site.attributes);
  return before === after
    ? ''
    : `\n\n| here | your code sees |\n| --- | --- |\n| without | ${before} |\n| with | ${after} |`;
}
