/**
 * What can be written at a place of a file that is being typed. Reads the text up to the cursor, so nothing behind it
 * can be in the way; never throws, whatever the text is.
 */
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import { attributeItems } from './completion/attributes';
import type { Tag } from './completion/behind';
import { beforeRest, tagAround, wholeStatement } from './completion/behind';
import type { Context } from './completion/context';
import { contextAt } from './completion/context';
import type { Cursor } from './completion/cursor';
import { cursorAt } from './completion/cursor';
import type { Completion, Completions } from './completion/item';
import { finished, fitting } from './completion/item';
import { isBehindValue, jinjaItems } from './completion/jinja';
import type { JinjaPlace } from './completion/jinjaPlace';
import { jinjaPlaceAt } from './completion/jinjaPlace';
import { propertyItems } from './completion/propertyItems';
import { topLevelItems, typeBuilderItems } from './completion/topLevel';
import { typeItems } from './completion/types';

/** What a context offers, and where the word starts that it replaces. */
interface Offer {
  readonly start: number;
  /** What the rest of the word behind the cursor looks like. */
  readonly rest: RegExp;
  /** The cursor is between quotes of this kind. */
  readonly quote?: string;
  /** The tag of a template that the word begins, when nothing but its end follows. */
  readonly tag?: Tag | undefined;
  readonly items: readonly Completion[];
}

/**
 * The offers at an offset; undefined where there are none. `trigger` is the character that asked, if one did: behind a
 * blank, only places are answered where something has to follow.
 */
export function completionsAt(
  file: SourceFile,
  symbols: Symbols,
  offset: number,
  trigger?: string,
): Completions | undefined {
  const at = Math.min(Math.max(0, offset), file.text.length);
  const offer = offerAt(file, symbols, at, trigger);
  if (!offer?.items.length) return undefined;
  const behind = file.text.slice(at, at + 200);
  const end = at + offer.rest.exec(behind)![0].length;
  // A quote that is not closed on its line is closed by what is chosen.
  const isOpen = offer.quote !== undefined && !/^[^\r\n]*/.exec(behind)![0].includes(offer.quote);
  const fit = fitting(offer.items, file.text.slice(offer.start, at));
  const items = isOpen ? fit.map((item) => closed(item, offer.quote!)) : fit;
  const isPart = fit !== offer.items;
  const { tag } = offer;
  if (tag && end === at) {
    const span = { start: offer.start, end: at + tag.ending.length };
    return { insert: span, replace: span, items: finished(items.map((item) => wholeStatement(item, tag))), isPart };
  }
  const line = /^[^\r\n]*/.exec(file.text.slice(end, end + 200))![0];
  return {
    insert: { start: offer.start, end: at },
    replace: { start: offer.start, end },
    items: finished(items.map((item) => beforeRest(item, line))),
    isPart,
  };
}

function closed(item: Completion, quote: string): Completion {
  const { label, insert = label, snippet } = item;
  return { ...item, insert: insert + quote, ...(snippet !== undefined && { snippet: snippet + quote }) };
}

function offerAt(file: SourceFile, symbols: Symbols, offset: number, trigger: string | undefined): Offer | undefined {
  const cursor = cursorAt(file, offset);
  if (!cursor) return undefined;
  const place = jinjaPlaceAt(cursor, symbols);
  if (place === 'text') return undefined;
  if (place) return inTemplate(cursor, place, symbols, trigger);
  const context = contextAt(cursor);
  if (!context || (trigger !== undefined && !isWanted(context, trigger, offset))) return undefined;
  const rest =
    context.kind === 'attribute' ? /^[\w.]*/ : 'quoted' in context && context.quoted ? /^[^"\r\n]*/ : /^[\w-]*/;
  const quote = 'quoted' in context && context.quoted ? { quote: '"' } : {};
  return { start: context.start, rest, ...quote, items: itemsOf(cursor, symbols, context) };
}

function inTemplate(
  { file, offset }: Cursor,
  place: JinjaPlace,
  symbols: Symbols,
  trigger: string | undefined,
): Offer | undefined {
  const { start, text } = place.word;
  const isQuote = trigger === '"' || trigger === "'";
  // Inside text, only its opening quote asks; outside, no quote does.
  if (trigger !== undefined && (place.string ? !isQuote || text !== '' : isQuote || trigger === '/')) return undefined;
  if (trigger === ' ' && isBehindValue(place)) return undefined;
  const rest = place.string ? /^[\w.-]*/ : /^\w*/;
  const items = jinjaItems(place, symbols);
  if (place.string) return { start, rest, quote: place.string.quote, items };
  if (place.tag !== 'block' || place.tokens.length) return { start, rest, items };
  const opening = file.text.lastIndexOf('{%', start);
  return { start, rest, items, tag: tagAround(file.text, opening, offset) };
}

/**
 * Whether a list may open by itself. Not where a line could end as well, because Enter would choose from it: a key or an
 * attribute is only asked for by hand, by a letter or by its own sign.
 */
function isWanted(context: Context, trigger: string, offset: number): boolean {
  switch (context.kind) {
    case 'type':
      return true;
    case 'attribute':
      return trigger === '@' || trigger === '.';
    case 'key':
      return context.quoted && trigger === '"';
    case 'value':
      // Lists of names stay on their line; other lists are as likely to go on below.
      if (trigger === '[') return context.in.property !== 'args';
      // Inside text a blank is only a blank.
      return trigger === ' ' ? !context.quoted && context.start === offset : trigger !== '{';
    default:
      return false;
  }
}

function itemsOf(cursor: Cursor, symbols: Symbols, context: Context): readonly Completion[] {
  switch (context.kind) {
    case 'top-level':
      return topLevelItems(symbols);
    case 'type-builder':
      return typeBuilderItems();
    case 'type':
      return typeItems(cursor, symbols, context);
    case 'attribute':
      return attributeItems(cursor, symbols, context);
    case 'member':
      // A word typed here is the name of a field or a value.
      return context.start === cursor.offset
        ? attributeItems(cursor, symbols, { kind: 'attribute', start: context.start, may: 'block' })
        : [];
    case 'dynamic':
      return dynamicItems(symbols, context.of);
    case 'attribute-argument':
      return conditionItems(context);
    case 'property':
    case 'key':
    case 'value':
      return propertyItems(cursor, symbols, context);
  }
}

function dynamicItems(symbols: Symbols, kind: 'class' | 'enum'): Completion[] {
  const all = kind === 'class' ? symbols.classes : symbols.enums;
  return [...all].flatMap(([name, { decl }]) =>
    decl.attributes.some((attribute) => attribute.name === 'dynamic')
      ? [{ label: name, kind, detail: `${kind} with @@dynamic`, symbol: { kind, name }, sort: '1' }]
      : [],
  );
}

/** The expression of a check or an assert. */
function conditionItems({ attribute, index }: Context & { kind: 'attribute-argument' }): Completion[] {
  if (attribute !== 'assert' && (attribute !== 'check' || index === 0)) return [];
  return [
    {
      label: '{{ }}',
      kind: 'keyword',
      detail: 'a condition on `this`',
      documentation: 'A Jinja expression. `this` is the value.',
      insert: '{{ this }}',
      snippet: '{{ ${1:this} }}',
      sort: '1',
    },
  ];
}
