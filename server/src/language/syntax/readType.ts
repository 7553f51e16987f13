/** Type nodes to plain data. The parser bounds how deep types nest, so this may recurse. */
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

export function readType(node: Node, text: string, attributes: readonly Attribute[] = []): TypeExpr {
  const base = { span: { start: node.start, end: node.end }, attributes };
  const [first, second] = typeChildren(node);
  switch (node.kind) {
    case 'type-attributed': {
      const own = [...attributes, ...readAttributes(node, text)];
      return first ? readType(first, text, own) : { ...base, kind: 'broken' };
    }
    case 'type-broken':
      return { ...base, kind: 'broken' };
    case 'type-literal':
      return { ...base, kind: 'literal', value: literal(text.slice(node.start, node.end)) };
    case 'type-list':
      return first ? { ...base, kind: 'list', item: readType(first, text) } : { ...base, kind: 'broken' };
    case 'type-optional':
      return first ? { ...base, kind: 'optional', inner: readType(first, text) } : { ...base, kind: 'broken' };
    case 'type-union':
      return { ...base, kind: 'union', members: typeChildren(node).map((member) => readType(member, text)) };
    case 'type-tuple':
      return { ...base, kind: 'tuple', items: typeChildren(node).map((item) => readType(item, text)) };
    case 'type-map':
      return { ...base, kind: 'map', key: first && readType(first, text), value: second && readType(second, text) };
    case 'type-paren': {
      // Attributes behind the inner type, before the parenthesis, belong to that type.
      const inner = first && readType(first, text, readAttributes(node, text));
      return { ...base, kind: 'paren', inner };
    }
    default: {
      const name = text.slice(node.start, node.end).replaceAll(/\s+/g, '');
      if (name === 'true' || name === 'false') return { ...base, kind: 'literal', value: name === 'true' };
      return name.includes('.') ? { ...base, kind: 'broken' } : { ...base, kind: 'name', name };
    }
  }
}

function typeChildren(node: Node): Node[] {
  return node.children.filter((child): child is Node => !child.token && TYPE_NODES.includes(child.kind));
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
