/** Names, keys and values of properties, by the shape of the block around the cursor. */
import type { Symbols } from '../../semantics/symbols';
import type { ValueExpr } from '../../syntax/ast';
import { attributeItems } from './attributes';
import type { Context } from './context';
import type { Cursor } from './cursor';
import { environmentItems } from './environment';
import type { Completion } from './item';
import { blockShape, isPropertyBlock, providerOf } from './properties';
import { shapesAt } from './shape';
import type { ValueSlot } from './values';
import { keyItems, valueItems } from './values';

/** What a property, a key or a value can be. */
export function propertyItems(
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
