/**
 * The return type of a function as rows, each with one sentence: what streaming will do there. It can be read before
 * any run, so it promises only what the type decides. Rules: language reference 4.2 to 4.4, streaming reference 4.5.
 */
import type { ClassType, SourceRange, Type, TypeAttributes } from '../../ir/schema';
import type { OutlineRow } from '../languageService';
import type { TypeLowering } from '../semantics/lowerTypes';
import type { Symbols } from '../semantics/symbols';
import { promiseOf } from './promise';
import { typeText } from './typeText';

const MAX_ROWS = 200;
const MAX_DEPTH = 8;

export type Place = 'result' | 'field' | 'item' | 'value' | 'variant';

/** What the rows are written from. */
export interface OutlineTypes {
  class(name: string): ClassType | undefined;
  /** The target of an alias that stays a reference. */
  alias(name: string): Type | undefined;
}

/** The types of a project, each class lowered once for all outlines. */
export function outlineTypes(symbols: Symbols, lowering: TypeLowering): OutlineTypes {
  const classes = new Map<string, ClassType | undefined>();
  return {
    class(name) {
      const found = symbols.classes.get(name);
      if (!classes.has(name)) classes.set(name, found && lowering.class(found));
      return classes.get(name);
    },
    alias(name) {
      const found = symbols.aliases.get(name);
      return found && lowering.alias(found).type;
    },
  };
}

export function outlineOf(returns: Type, types: OutlineTypes): OutlineRow[] {
  const rows: OutlineRow[] = [];
  addRow(rows, types, { name: typeText(returns), type: returns, place: 'result', depth: 0, held: false, path: [] });
  return rows;
}

interface Entry {
  readonly name: string;
  readonly type: Type;
  readonly place: Place;
  readonly depth: number;
  /** Something around it holds everything inside until it is complete. */
  readonly held: boolean;
  /** Classes and aliases around it. */
  readonly path: readonly string[];
  readonly source?: SourceRange;
}

function addRow(rows: OutlineRow[], types: OutlineTypes, entry: Entry): void {
  if (rows.length >= MAX_ROWS) return;
  const { name, type, place, depth, held, source } = entry;
  rows.push({
    depth,
    name,
    type: typeText(type),
    attributes: attributeNames(type, types),
    promise: promiseOf(type, place, held, types),
    ...(source && { source }),
  });
  if (depth < MAX_DEPTH) addInner(rows, types, entry);
}

function addInner(rows: OutlineRow[], types: OutlineTypes, entry: Entry): void {
  const { type, depth, path } = entry;
  const held = entry.held || holdsInside(type, types);
  const inner = { depth: depth + 1, held, path };
  switch (type.kind) {
    case 'class': {
      const declared = types.class(type.name);
      if (!declared || path.includes(type.name)) return;
      const deeper = [...path, type.name];
      for (const { name, type: own, skip, source } of declared.fields) {
        if (skip) continue;
        addRow(rows, types, { name, type: own, place: 'field', depth: depth + 1, held, path: deeper, source });
      }
      return;
    }
    case 'list':
      if (hasInside(type.item)) addRow(rows, types, { ...inner, name: '[n]', type: type.item, place: 'item' });
      return;
    case 'map':
      if (hasInside(type.value)) addRow(rows, types, { ...inner, name: '{key}', type: type.value, place: 'value' });
      return;
    case 'union': {
      const variants = type.variants.filter(hasInside);
      const [only] = variants;
      // `T?` shows the members of T at once; a choice shows which.
      if (only && variants.length === 1 && type.variants.length === 2) addInner(rows, types, { ...entry, type: only });
      else {
        for (const variant of variants) {
          addRow(rows, types, { ...inner, name: `| ${typeText(variant)}`, type: variant, place: 'variant' });
        }
      }
      return;
    }
    case 'alias': {
      const target = types.alias(type.name);
      if (target && !path.includes(type.name))
        addInner(rows, types, { ...entry, type: target, path: [...path, type.name] });
      return;
    }
  }
}

/** Whether anything below the type deserves rows of its own, or an attribute says something about it. */
function hasInside(type: Type): boolean {
  if (type.attributes) return true;
  if (type.kind === 'union') return type.variants.some(hasInside);
  return type.kind === 'class' || type.kind === 'list' || type.kind === 'map' || type.kind === 'alias';
}

function holdsInside(type: Type, types: OutlineTypes): boolean {
  if (type.attributes?.done)
    return type.kind !== 'union' || !type.variants.every((variant) => variant.kind === 'primitive');
  return type.kind === 'class' && types.class(type.name)?.attributes.done !== undefined;
}

function attributeNames(type: Type, types: OutlineTypes): string[] {
  const names = namesOf('@', type.attributes);
  if (type.kind === 'class') names.push(...namesOf('@@', types.class(type.name)?.attributes));
  return names;
}

function namesOf(prefix: string, attributes: TypeAttributes | undefined): string[] {
  if (!attributes) return [];
  return [
    ...(attributes.done ? [`${prefix}stream.done`] : []),
    ...(attributes.notNull ? [`${prefix}stream.not_null`] : []),
    ...(attributes.withState ? [`${prefix}stream.with_state`] : []),
    ...(attributes.constraints ?? []).map(
      ({ level, label }) => `${prefix}${level}${label === null ? '' : `(${label})`}`,
    ),
  ];
}
