/** Value nodes to plain data. The parser bounds how deep values nest, so this may recurse. */
import type { MapEntryDecl, ValueExpr } from './ast';
import type { NodeKind } from './kinds';
import { quotedText, rawStringText } from './rawString';
import type { Node } from './tree';
import { childNode, childNodes } from './tree';

export const VALUE_NODES: readonly NodeKind[] = [
  'string-value',
  'number-value',
  'word-value',
  'env-value',
  'jinja-value',
  'list-value',
  'map-value',
];

export function readValue(node: Node, text: string): ValueExpr {
  const source = text.slice(node.start, node.end);
  const span = { start: node.start, end: node.end };
  switch (node.kind) {
    case 'string-value':
      return source.startsWith('"')
        ? { kind: 'string', value: quotedText(source), form: 'quoted', span }
        : { kind: 'string', value: rawStringText(source, node.start).text, form: 'raw', span };
    case 'number-value':
      return { kind: 'number', text: source, span };
    case 'env-value':
      return { kind: 'env', name: source.slice('env.'.length), span };
    case 'jinja-value':
      return { kind: 'jinja', source: source.slice(2, -2), at: node.start + 2, span };
    case 'list-value':
      return {
        kind: 'list',
        items: node.children.flatMap((child) =>
          !child.token && VALUE_NODES.includes(child.kind) ? [readValue(child, text)] : [],
        ),
        span,
      };
    case 'map-value':
      return { kind: 'map', entries: childNodes(node, 'map-entry').map((entry) => readEntry(entry, text)), span };
    default:
      if (source === 'true' || source === 'false') return { kind: 'bool', value: source === 'true', span };
      if (source === 'null') return { kind: 'null', span };
      return { kind: 'string', value: source, form: 'bare', span };
  }
}

function readEntry(node: Node, text: string): MapEntryDecl {
  const key = childNode(node, 'name')!;
  const value = childNode(node, ...VALUE_NODES);
  const written = text.slice(key.start, key.end);
  return {
    key: { text: written.startsWith('"') ? quotedText(written) : written, span: { start: key.start, end: key.end } },
    value: value && readValue(value, text),
    span: { start: node.start, end: node.end },
  };
}
