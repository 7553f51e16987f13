/** The attribute whose parentheses are around the cursor. */
import { childNode } from '../../syntax/tree';
import type { Cursor } from './cursor';

export interface AttributeAt {
  readonly name: string;
  /** Where its sign stands. */
  readonly start: number;
  /** Where its parentheses open. */
  readonly arguments: number;
}

export function attributeAt({ path, file }: Cursor): AttributeAt | undefined {
  const attribute = path.findLast((node) => node.kind === 'attribute');
  const args = attribute && childNode(attribute, 'arguments');
  if (!args) return undefined;
  const name = childNode(attribute, 'attribute-name');
  return {
    name: name ? file.text.slice(name.start, name.end).replaceAll(/\s+/g, '') : '',
    start: attribute.start,
    arguments: args.start,
  };
}
