/** Attribute nodes to plain data. */
import type { Attribute } from './ast';
import type { TokenKind } from './kinds';
import { readValue, VALUE_NODES } from './readValue';
import type { Node } from './tree';
import { childNode, childNodes } from './tree';

/** The attributes directly below a node. */
export function readAttributes(node: Node, text: string): Attribute[] {
  return childNodes(node, 'attribute').map((attribute) => readAttribute(attribute, text));
}

function readAttribute(node: Node, text: string): Attribute {
  const name = childNode(node, 'attribute-name');
  const args = childNode(node, 'arguments');
  return {
    block: text.startsWith('@@', node.start),
    name: name ? text.slice(name.start, name.end).replaceAll(/\s+/g, '') : '',
    nameSpan: spanOf(name ?? node),
    span: spanOf(node),
    broken: !endsWith(name, 'word') || (args !== undefined && !endsWith(args, ')')),
    ...(args && {
      args: args.children.flatMap((child) =>
        !child.token && VALUE_NODES.includes(child.kind) ? [readValue(child, text)] : [],
      ),
      argsSpan: spanOf(args),
    }),
  };
}

/** What is whole ends as it must: a name with a word, arguments with a parenthesis. */
function endsWith(node: Node | undefined, kind: TokenKind): boolean {
  const last = node?.children.at(-1);
  return last?.token === true && last.kind === kind;
}

function spanOf(node: Node): { start: number; end: number } {
  return { start: node.start, end: node.end };
}
