/** What may stand at the cursor, decided from the right edge of the tree: one case for each kind of offer. */
import type { NodeKind } from '../../syntax/kinds';
import { VALUE_NODES } from '../../syntax/readValue';
import type { Node } from '../../syntax/tree';
import { childNode } from '../../syntax/tree';
import { attributeAt } from './attributeAt';
import type { Cursor } from './cursor';
import { around, parentOf } from './cursor';

/** A way into a value: the item of a list, or the entry of a map. */
export type Step = { readonly kind: 'item' } | { readonly kind: 'entry'; readonly key: string };

export type TypeRole = 'field' | 'alias' | 'return' | 'parameter';

export type Context =
  | { readonly kind: 'top-level'; readonly start: number }
  /** A line of a class or an enum, at its start. */
  | { readonly kind: 'member'; readonly start: number }
  | { readonly kind: 'type'; readonly start: number; readonly role: TypeRole; readonly isMapKey: boolean }
  /** `start` is that of the `@` when one is typed. `may` says which kinds can stand here. */
  | { readonly kind: 'attribute'; readonly start: number; readonly may: 'single' | 'block' | 'both' }
  | { readonly kind: 'attribute-argument'; readonly start: number; readonly attribute: string; readonly index: number }
  | { readonly kind: 'property'; readonly start: number }
  /** `map` is the start of the map the key belongs to. */
  | {
      readonly kind: 'key';
      readonly start: number;
      readonly in: ValueIn;
      readonly map: number;
      readonly quoted: boolean;
    }
  /** `list` is the start of the list the value is an item of. */
  | {
      readonly kind: 'value';
      readonly start: number;
      readonly in: ValueIn;
      readonly quoted: boolean;
      readonly list?: number;
    }
  | { readonly kind: 'type-builder'; readonly start: number }
  /** The name behind `dynamic class` or `dynamic enum`. */
  | { readonly kind: 'dynamic'; readonly start: number; readonly of: 'class' | 'enum' };

/** The property a value belongs to, and the way from its value to the place. */
export interface ValueIn {
  readonly property: string;
  readonly steps: readonly Step[];
}

const TYPES: readonly NodeKind[] = ['type-name', 'type-broken'];
const PROPERTY_BLOCKS: readonly NodeKind[] = ['function', 'client', 'retry', 'test', 'generator'];

export function contextAt(cursor: Cursor): Context | undefined {
  const { token, path } = cursor;
  if (token.kind === 'line-comment' || token.kind === 'doc-comment' || token.kind === 'block-comment') return undefined;
  if (token.kind === 'raw-string' || token.kind === 'open-raw-string') return undefined;
  const attribute = around(cursor, 'attribute');
  if (attribute) return inAttribute(cursor, attribute);
  const inner = path.at(-1)!;
  if (TYPES.includes(inner.kind)) return inType(cursor);
  if (inner.kind === 'name') return atName(cursor, inner);
  if (VALUE_NODES.includes(inner.kind)) return atValue(cursor, inner);
  if (inner.kind === 'expression-body') return atFirstProperty(cursor, inner);
  return outside(cursor, inner);
}

/** The text of a line up to an offset. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1, offset);
}

function startsLine(cursor: Cursor, offset: number): boolean {
  return lineBefore(cursor.file.text, offset).trim() === '';
}

function inAttribute(cursor: Cursor, attribute: Node): Context | undefined {
  const { file, path } = cursor;
  const args = childNode(attribute, 'arguments');
  if (args) {
    const given = args.children.filter((child) => child.token && child.kind === ',').length;
    const inner = path.at(-1)!;
    const start = inner === args ? cursor.token.start : inner.start;
    return { kind: 'attribute-argument', start, attribute: attributeAt(cursor)!.name, index: given };
  }
  const parent = parentOf(cursor, attribute)!;
  const start = attribute.start;
  const fresh = startsLine(cursor, start);
  const isBlock = file.text.startsWith('@@', start);
  if (parent.kind === 'body') {
    const owner = parentOf(cursor, parent)?.kind;
    const takes = owner === 'class' || owner === 'enum' || owner === 'test';
    return isBlock && takes ? { kind: 'attribute', start, may: 'block' } : undefined;
  }
  if (parent.kind === 'error') {
    // `@` on a line of its own that belongs to nothing can only become `@@`.
    const owner = around(cursor, 'class', 'enum');
    const inBody = path.at(path.indexOf(parent) - 1)?.kind === 'body';
    return owner && inBody && fresh ? { kind: 'attribute', start, may: 'block' } : undefined;
  }
  if (isBlock) return undefined;
  // On a line of its own, below a field, the block's attributes are as likely.
  const may = fresh && (parent.kind === 'field' || parent.kind === 'value-member') ? 'both' : 'single';
  return { kind: 'attribute', start, may };
}

function inType(cursor: Cursor): Context | undefined {
  const { token, file, path } = cursor;
  const owner = around(cursor, 'field', 'alias', 'return-type', 'parameter');
  if (!owner || token.kind !== 'word') return undefined;
  const at = path.indexOf(owner);
  if (owner.kind === 'alias' && !owner.children.some((child) => child.token && child.kind === '=')) return undefined;
  if (owner.kind === 'return-type' && !hasArrow(path[at - 1]!)) return undefined;
  // Behind a dot or a namespace there is nothing that we could know.
  if (path.at(-1)!.start !== token.start) return undefined;
  const role = owner.kind === 'return-type' ? 'return' : (owner.kind as TypeRole);
  const map = path.findLast((node) => node.kind === 'type-map');
  const isMapKey = map !== undefined && !/,/.test(topLevelText(file.text.slice(map.start, token.start)));
  return { kind: 'type', start: token.start, role, isMapKey };
}

function hasArrow(node: Node): boolean {
  return node.children.some((child) => child.token && child.kind === '->');
}

/** Without what stands in inner brackets or quotes. */
function topLevelText(source: string): string {
  return source
    .replace(/^map\s*</, '')
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/<[^<>]*>|\([^()]*\)/g, '');
}

function atName(cursor: Cursor, name: Node): Context | undefined {
  const { token, file } = cursor;
  const parent = parentOf(cursor, name)!;
  switch (parent.kind) {
    case 'field':
    case 'value-member':
      if (startsLine(cursor, parent.start) || /[{}]\s*$/.test(lineBefore(file.text, parent.start))) {
        return { kind: 'member', start: token.start };
      }
      return { kind: 'attribute', start: token.start, may: 'single' };
    case 'property':
      return { kind: 'property', start: token.start };
    case 'map-entry':
      return atKey(cursor, name);
    case 'class':
    case 'enum': {
      const isDynamic = file.text.startsWith('dynamic', parent.start);
      return isDynamic ? { kind: 'dynamic', start: token.start, of: parent.kind } : undefined;
    }
    default:
      return undefined;
  }
}

function atKey(cursor: Cursor, name: { readonly start: number }): Context | undefined {
  const { path, file } = cursor;
  const way = wayTo(cursor);
  const map = path.findLast((node) => node.kind === 'map-value');
  if (!way || !map) return undefined;
  const quoted = file.text[name.start] === '"';
  return { kind: 'key', start: name.start + (quoted ? 1 : 0), in: way, map: map.start, quoted };
}

function atValue(cursor: Cursor, leaf: Node): Context | undefined {
  const { file, offset } = cursor;
  if (leaf.kind === 'list-value' || leaf.kind === 'map-value' || leaf.kind === 'jinja-value') return undefined;
  if (leaf.kind === 'number-value' || /^-?\d/.test(file.text.slice(leaf.start, offset))) return undefined;
  const quoted = file.text[leaf.start] === '"' && leaf.start < offset;
  const start = leaf.start + (quoted ? 1 : 0);
  // Bare text with a blank in it is no name of anything.
  if (!quoted && /\s/.test(file.text.slice(start, offset))) return undefined;
  const way = wayTo(cursor);
  const parent = parentOf(cursor, leaf);
  const list = parent?.kind === 'list-value' ? { list: parent.start } : {};
  return way && { kind: 'value', start, in: way, quoted, ...list };
}

/** The way from the property to the value or key at the cursor. */
function wayTo(cursor: Cursor): ValueIn | undefined {
  const { path, file } = cursor;
  const property = path.findLast((node) => node.kind === 'property');
  if (!property) return undefined;
  const steps: Step[] = [];
  for (let i = path.indexOf(property) + 1; i < path.length; i++) {
    const node = path[i]!;
    const next = path[i + 1]?.kind;
    if (node.kind === 'error' && next) return undefined;
    if (node.kind === 'list-value' && next) steps.push({ kind: 'item' });
    if (node.kind === 'map-entry' && next !== 'name') steps.push({ kind: 'entry', key: keyOf(node, file.text) });
  }
  return { property: keyOf(property, file.text), steps };
}

function keyOf(node: Node, text: string): string {
  const name = childNode(node, 'name');
  return name ? text.slice(name.start, name.end).replaceAll('"', '') : '';
}

/** A first word in a function's body is taken for a program by the parser; it is the start of a property as well. */
function atFirstProperty(cursor: Cursor, body: Node): Context | undefined {
  const { file, offset, token } = cursor;
  const written = file.text.slice(body.start + 1, offset);
  const rest = written.replaceAll(/\/\/[^\r\n]*/g, '').trim();
  if (token.kind !== 'word' || !/^[A-Za-z]*$/.test(rest)) return undefined;
  return { kind: 'property', start: token.start };
}

/** What stands in an error, or in no node of its own. */
function outside(cursor: Cursor, inner: Node): Context | undefined {
  const { path, token, file } = cursor;
  const start = token.start;
  const parent = inner.kind === 'error' ? path.at(-2) : inner;
  if (!parent) return undefined;
  // A key whose quotes are not closed yet.
  if (token.kind === 'open-string' && parent.kind === 'map-value' && inner.start === start) return atKey(cursor, token);
  if (token.kind !== 'word') return undefined;
  if (parent.kind === 'file') {
    const before = lineBefore(file.text, start);
    if (/(?:^|\})\s*$/.test(before)) return { kind: 'top-level', start };
    return /^\s*type\s+\w+\s*=/.test(before) ? { kind: 'attribute', start, may: 'single' } : undefined;
  }
  if (parent.kind !== 'body') return undefined;
  const owner = path[path.indexOf(parent) - 1]?.kind;
  if (owner === 'type-builder') return { kind: 'type-builder', start };
  if (owner === 'enum' && !startsLine(cursor, start)) return { kind: 'attribute', start, may: 'single' };
  if (owner && PROPERTY_BLOCKS.includes(owner) && startsLine(cursor, start)) return { kind: 'property', start };
  return undefined;
}
