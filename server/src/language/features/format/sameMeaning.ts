/** Whether two trees say the same: all but blanks and line breaks is equal, in order and in structure. */
import type { Element, Node } from '../../syntax/tree';

export function saysTheSame(a: Node, textA: string, b: Node, textB: string): boolean {
  const [left, right] = [walk(a, textA), walk(b, textB)];
  for (;;) {
    const [x, y] = [left.next(), right.next()];
    if (x.done || y.done) return x.done === y.done;
    if (x.value !== y.value) return false;
  }
}

/** A tree as a sequence: each node as its kind and an end mark, each token as its text. */
function* walk(root: Node, text: string): Generator<string> {
  const stack: (Element | undefined)[] = [root];
  while (stack.length) {
    const next = stack.pop();
    if (!next) yield END;
    else if (!next.token) {
      yield next.kind;
      stack.push(undefined);
      for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i]!);
    } else if (next.kind !== 'whitespace' && next.kind !== 'newline' && next.kind !== 'end') {
      yield `${next.kind} ${text.slice(next.start, next.end).trimEnd()}`;
    }
  }
}

const END = '';
