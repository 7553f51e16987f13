/**
 * What can be written at a place of a file that is being typed. Reads the text up to the cursor, so nothing behind it
 * can be in the way; never throws, whatever the text is.
 */
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import type { ValueExpr } from '../syntax/ast';
import { attributeItems } from './completion/attributes';
import type { Context } from './completion/context';
import { contextAt } from './completion/context';
import type { Cursor } from './completion/cursor';
import { cursorAt } from './completion/cursor';
import { environmentItems } from './completion/environment';
import type { Completion, Completions } from './completion/item';
import { finished } from './completion/item';
import { isBehindValue, jinjaItems } from './completion/jinja';
import type { JinjaPlace } from './completion/jinjaPlace';
import { jinjaPlaceAt } from './completion/jinjaPlace';
import { blockShape, isPropertyBlock, providerOf } from './completion/properties';
import { shapesAt } from './completion/shape';
import { topLevelItems, typeBuilderItems } from './completion/topLevel';
import { typeItems } from './completion/types';
import type { ValueSlot } from './completion/values';
import { keyItems, valueItems } from './completion/values';

/** What a context offers, and where the word starts that it replaces. */
interface Offer {
  readonly start: number;
  /** What the rest of the word behind the cursor looks like. */
  readonly rest: RegExp;
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
  const end = at + offer.rest.exec(file.text.slice(at, at + 200))![0].length;
  return {
    insert: { start: offer.start, end: at },
    replace: { start: offer.start, end },
    items: finished(offer.items),
  };
}

function offerAt(file: SourceFile, symbols: Symbols, offset: number, trigger: string | undefined): Offer | undefined {
  const cursor = cursorAt(file, offset);
  if (!cursor) return undefined;
  const place = jinjaPlaceAt(cursor, symbols);
  if (place === 'text') return undefined;
  if (place) return inTemplate(place, symbols, trigger);
  const context = contextAt(cursor);
  if (!context || (trigger !== undefined && !isWanted(context, trigger, offset))) return undefined;
  const rest =
    context.kind === 'attribute' ? /^[\w.]*/ : 'quoted' in context && context.quoted ? /^[^"\r\n]*/ : /^[\w-]*/;
  return { start: context.start, rest, items: itemsOf(cursor, symbols, context) };
}

function inTemplate(place: JinjaPlace, symbols: Symbols, trigger: string | undefined): Offer | undefined {
  const { start, text } = place.word;
  const isQuote = trigger === '"' || trigger === "'";
  // Inside text, only its opening quote asks; outside, no quote does.
  if (trigger !== undefined && (place.string ? !isQuote || text !== '' : isQuote || trigger === '/')) return undefined;
  if (trigger === ' ' && isBehindValue(place)) return undefined;
  return { start, rest: place.string ? /^[\w.-]*/ : /^\w*/, items: jinjaItems(place, symbols) };
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
      // Inside text a blank is only a blank.
      return trigger === ' ' ? !context.quoted && context.start === offset : trigger !== '{';
    default:
      return false;
  }
}

function itemsOf(cursor: Cursor, symbols: Symbols, context: Context): readonly Completion[] {
  switch (context.kind) {
    case 'top-level':
      return topLevelItems();
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
      return inProperties(cursor, symbols, context);
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

function inProperties(
  cursor: Cursor,
  symbols: Symbols,
  context: Context & { kind: 'property' | 'key' | 'value' },
): readonly Completion[] {
  // What follows the cursor is known better from the file, and what is broken there, from the text before.
  const decl = isPropertyBlock(cursor.whole) ? cursor.whole : cursor.declaration;
  if (!isPropertyBlock(decl)) return [];
  const root = blockShape(decl, symbols);
  if (context.kind === 'property') {
    const others = decl.properties.filter(({ name }) => name.span.start !== context.start);
    const keys = keyItems([root], new Set(others.map(({ name }) => name.text)), false);
    // Where a word is typed, it is none of the attributes of a test.
    if (decl.kind !== 'test' || context.start < cursor.offset) return keys;
    return [...keys, ...attributeItems(cursor, symbols, { kind: 'attribute', start: context.start, may: 'block' })];
  }
  const shapes = shapesAt(root, [{ kind: 'entry', key: context.in.property }, ...context.in.steps]);
  const { start, quoted } = context;
  const typedFrom = start - (quoted ? 1 : 0);
  if (context.kind === 'key') {
    const map = valueAt(decl.properties, context.map);
    const entries = map?.kind === 'map' ? map.entries.filter(({ key }) => key.span.start !== typedFrom) : [];
    return keyItems(shapes, new Set(entries.map(({ key }) => key.text)), quoted);
  }
  const list = context.list === undefined ? undefined : valueAt(decl.properties, context.list);
  const items = list?.kind === 'list' ? list.items.filter(({ span }) => span.start !== typedFrom) : [];
  const slot: ValueSlot = {
    quoted,
    typed: cursor.file.text.slice(start, cursor.offset),
    beside: new Set(items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))),
  };
  const fitting = valueItems(shapes, slot);
  const readsText = !quoted && shapes.some((shape) => shape.kind === 'text' && shape.environment);
  return readsText
    ? [...fitting, ...environmentItems(symbols, providerOf(decl), { file: cursor.file, start })]
    : fitting;
}

/** The list or map that starts at an offset, in the file as it stands. */
function valueAt(properties: readonly { readonly value?: ValueExpr }[], start: number): ValueExpr | undefined {
  const queue: (ValueExpr | undefined)[] = properties.map(({ value }) => value);
  for (const value of queue) {
    if (!value || value.span.start > start || value.span.end <= start) continue;
    if (value.span.start === start) return value;
    if (value.kind === 'list') queue.push(...value.items);
    if (value.kind === 'map') queue.push(...value.entries.map((entry) => entry.value));
  }
  return undefined;
}
