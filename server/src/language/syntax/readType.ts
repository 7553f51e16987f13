/** Type nodes to plain data. The parser bounds how deep types nest, so this may recurse. */
import type { Span } from '../diagnostic';
import type { Attribute, TypeExpr } from './ast';
import type { NodeKind } from './kinds';
import { quotedText } from './rawString';
import { readAttributes } from './readAttribute';
import type { Node } from './tree';

export const TYPE_NODES: readonly NodeKind[] = [
  'type-name',
  'type-literal',
  'type-list',
  'type-optional',
  'type-union',
  'type-map',
  'type-paren',
  'type-tuple',
  'type-attributed',
  'type-broken',
];

export function readType(node: Node, text: string, attributes: readonly Attribute[] = NONE): TypeExpr {
  const span = { start: node.start, end: node.end };
  // Names are most of all types, and hold no other type.
  if (node.kind === 'type-name') return readNamed(node, text, attributes);
  if (node.kind === 'type-literal') {
    return { kind: 'literal', value: literal(text.slice(node.start, node.end)), span, attributes };
  }
  const inner = node.children.filter((child): child is Node => !child.token && TYPE_NODES.includes(child.kind));
  const [first, second] = inner;
  switch (node.kind) {
    case 'type-union':
      return readUnion(
        inner.map((member) => readType(member, text)),
        span,
        attributes,
      );
    case 'type-tuple':
      return { kind: 'tuple', items: inner.map((item) => readType(item, text)), span, attributes };
    case 'type-map': {
      const value = second && readType(second, text);
      return { kind: 'map', key: first && readType(first, text), value, span, attributes };
    }
    case 'type-paren':
      // Attributes behind the inner type, before the parenthesis, belong to that type.
      return { kind: 'paren', inner: first && readType(first, text, readAttributes(node, text)), span, attributes };
  }
  if (!first) return { kind: 'broken', span, attributes };
  switch (node.kind) {
    case 'type-attributed':
      return readType(first, text, [...attributes, ...readAttributes(node, text)]);
    case 'type-list':
      return { kind: 'list', item: readType(first, text), span, attributes };
    case 'type-optional':
      return { kind: 'optional', inner: readType(first, text), span, attributes };
    default:
      return { kind: 'broken', span, attributes };
  }
}

/**
 * Attributes at the end of a union in parentheses that ends a larger union belong to the larger one: `A | (B | C @x)` is
 * `(A | (B | C)) @x`. Unlike those of `A | (B @x)` and `A | ((B | C) @x)`.
 */
function readUnion(members: readonly TypeExpr[], span: Span, attributes: readonly Attribute[]): TypeExpr {
  const last = members.at(-1);
  const taken = last && withoutTrailing(last);
  if (!taken) return { kind: 'union', members, span, attributes };
  return {
    kind: 'union',
    members: [...members.slice(0, -1), taken.type],
    span,
    attributes: [...taken.attributes, ...attributes],
  };
}

function withoutTrailing(
  type: TypeExpr,
): { readonly type: TypeExpr; readonly attributes: readonly Attribute[] } | undefined {
  if (type.kind === 'union') {
    return type.attributes.length ? { type: { ...type, attributes: NONE }, attributes: type.attributes } : undefined;
  }
  if ((type.kind !== 'paren' && type.kind !== 'optional') || !type.inner) return undefined;
  const taken = withoutTrailing(type.inner);
  return taken && { type: { ...type, inner: taken.type }, attributes: taken.attributes };
}

const NONE: readonly Attribute[] = [];

function readNamed(node: Node, text: string, attributes: readonly Attribute[]): TypeExpr {
  const span = { start: node.start, end: node.end };
  const name = nodeText(node, text);
  if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true', span, attributes };
  return name.includes('.') ? { kind: 'broken', span, attributes } : { kind: 'name', name, span, attributes };
}

/** The text without the blanks that may stand around the dots and colons of a longer name. */
function nodeText(node: Node, text: string): string {
  const source = text.slice(node.start, node.end);
  return node.children.length === 1 ? source : source.replaceAll(/\s+/g, '');
}

function literal(source: string): string | number {
  return source.startsWith('"') ? quotedText(source) : Number(source);
}

/** The expression without parentheses around the whole of it, and the attributes that stood inside them. */
export function unwrapped(type: TypeExpr): { readonly type: TypeExpr; readonly attributes: readonly Attribute[] } {
  const attributes: Attribute[] = [...type.attributes];
  let inner = type;
  while (inner.kind === 'paren' && inner.inner) {
    inner = inner.inner;
    attributes.push(...inner.attributes);
  }
  return { type: inner, attributes };
}
