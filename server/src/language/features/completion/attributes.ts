/**
 * Attributes, only where they take effect. Stream attributes are written at the place in a copy of the block, and offered
 * when no check has anything against them there: so the list and the advice cannot disagree.
 */
import { STREAM_CHECKS } from '../../checks/stream/index';
import type { SourceFile } from '../../project/sourceFile';
import { parseFile } from '../../project/sourceFile';
import type { AttributeSite } from '../../semantics/attributeSites';
import { attributeSites } from '../../semantics/attributeSites';
import { STREAM_ATTRIBUTES } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import { isNullable } from '../../semantics/nullable';
import type { Symbols } from '../../semantics/symbols';
import type { Attribute } from '../../syntax/ast';
import type { Place } from '../outline';
import { outlineTypes } from '../outline';
import { promiseOf } from '../promise';
import type { AttributeFact } from './attributeFacts';
import { AT_PLACE, ATTRIBUTES } from './attributeFacts';
import type { Context } from './context';
import type { Cursor } from './cursor';
import { around, blanks } from './cursor';
import type { Completion } from './item';

type AttributeContext = Context & { kind: 'attribute' };

export function attributeItems(cursor: Cursor, symbols: Symbols, context: AttributeContext): Completion[] {
  const marks = context.may === 'both' ? ['@', '@@'] : [context.may === 'block' ? '@@' : '@'];
  return marks.flatMap((mark) => withMark(mark, cursor, symbols, context.start));
}

function withMark(mark: string, cursor: Cursor, symbols: Symbols, start: number): Completion[] {
  const probe = withText(cursor, start, `${mark}${ATTRIBUTES[2]!.name}`);
  const found = probe && siteAt(probe, start);
  if (!found) return [];
  const { place, attributes, type } = found.site;
  const present = new Set(attributes.filter((one) => one !== found.attribute).map(({ name }) => name));
  // A block of many thousand lines is read once for each attribute: there, all are offered.
  const isLarge = probe.text.length - probe.ast.declarations.at(-1)!.span.start > MAX_LENGTH;
  const without = isLarge ? undefined : withText(cursor, start, '');
  const known = without ? findingsUpTo(without, symbols, start) : new Set<string>();
  return ATTRIBUTES.flatMap((fact, index) => {
    const { name } = fact;
    if (!AT_PLACE[place].includes(name) || (present.has(name) && !REPEATED.has(name))) return [];
    if (name === 'dynamic' && around(cursor, 'type-builder')) return [];
    // What is left out must be allowed to be missing.
    if (name === 'skip' && place === 'field' && !(type && isNullable(type, symbols))) return [];
    if (isLarge || !ASKED.has(name)) return [item(mark, fact, index, '')];
    const file = withText(cursor, start, `${mark}${name}`);
    const at = file && siteAt(file, start);
    if (!at) return [];
    const findings = findingsUpTo(file, symbols, at.attribute.span.end);
    if ([...findings].some((finding) => !known.has(finding))) return [];
    return [item(mark, fact, index, promise(file, symbols, at))];
  });
}

const MAX_LENGTH = 100_000;

/** May stand more than once at a place. */
const REPEATED: ReadonlySet<string> = new Set(['check', 'assert']);
/** Whether they do something depends on the type: the checks are asked. */
const ASKED: ReadonlySet<string> = new Set(STREAM_ATTRIBUTES);

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
const EFFECTIVE: ReadonlySet<string> = new Set([
  'stream-not-null-late',
  'stream-with-state-atomic',
  'stream-alias-override',
]);

/** What is said about a block, as far as it does not move when an attribute is added behind it. */
function findingsUpTo(file: SourceFile, symbols: Symbols, end: number): Set<string> {
  const found = new Set<string>();
  for (const check of STREAM_CHECKS) {
    check(file, symbols, (severity, code, span) => {
      if (severity === 'information' || EFFECTIVE.has(code) || span.start >= end) return;
      found.add(`${code} ${span.start}`);
    });
  }
  return found;
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
