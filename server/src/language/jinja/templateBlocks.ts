/** Where the blocks of a template begin and end: what stands between `{% if %}`, `{% else %}` and `{% endif %}`. */
import { lexTemplate } from './lexer';

export interface TemplateBlock {
  /** Behind the opening tag, in the text of the template. */
  readonly start: number;
  /** Before the tag that ends it. */
  readonly end: number;
  readonly kind: 'block' | 'comment';
}

/** Blocks that are closed, branches apart, and comments. Linear in the length of the text. */
export function templateBlocks(text: string): TemplateBlock[] {
  const blocks: TemplateBlock[] = [];
  const open: { readonly word: string; start: number }[] = [];
  const waiting = new Map<string, number>();
  const close = () => {
    const block = open.pop();
    if (block) waiting.set(block.word, waiting.get(block.word)! - 1);
    return block;
  };
  const { tokens } = lexTemplate(text);
  tokens.forEach((token, at) => {
    const word = tokens[at + 1];
    if (token.kind !== 'blockStart' || word?.kind !== 'name') return;
    let last = at + 1;
    while (last < tokens.length - 1 && tokens[last]!.kind !== 'blockEnd' && tokens[last]!.kind !== 'text') last++;
    const behind = tokens[last]!.end;
    if (word.value === 'elif' || word.value === 'else') {
      // A `set` that still waits here has a value: it opened no block.
      while (open.at(-1)?.word === 'set') close();
      const block = open.at(-1);
      if (!block) return;
      blocks.push({ start: block.start, end: token.start, kind: 'block' });
      block.start = behind;
    } else if (word.value.startsWith('end')) {
      const name = word.value.slice('end'.length);
      if (!waiting.get(name)) return;
      // Blocks opened inside it and left open end here; a `set` with a value never opened one.
      for (let block = close(); block; block = close()) {
        if (block.word !== name) continue;
        blocks.push({ start: block.start, end: token.start, kind: 'block' });
        break;
      }
    } else {
      open.push({ word: word.value, start: behind });
      waiting.set(word.value, (waiting.get(word.value) ?? 0) + 1);
    }
  });
  for (let start = text.indexOf('{#'); start >= 0;) {
    const end = text.indexOf('#}', start + 2);
    if (end < 0) break;
    blocks.push({ start, end: end + 2, kind: 'comment' });
    start = text.indexOf('{#', end + 2);
  }
  return blocks;
}
