/** Names that blocks, fields, parameters and values declare. */
import type { Parser } from '../parser';

/**
 * The declared name, on the line of its keyword. A word that cannot be a name is taken as one and reported, so that
 * the block behind it is read as what it is. Gives false when no name stands here.
 */
export function declaredName(p: Parser): boolean {
  if (p.onNewLine || !p.atAny('word', 'bad-word', 'bad-number', 'string')) return false;
  name(p, true);
  return true;
}

/** Takes the current token as a name; with a namespace, if it may have one. */
export function name(p: Parser, namespaced = false): void {
  if (!p.at('word')) {
    p.error(
      `${p.at('string') ? 'A name is written without quotes' : `\`${p.source()}\` cannot be a name`}. ` +
        'Names start with an ASCII letter and go on with letters, digits and `_`.',
      'invalid-names',
    );
  }
  p.inNode('name', () => {
    p.bump();
    while (namespaced && p.atInline('::')) {
      p.bump();
      if (!p.onNewLine && p.at('word')) p.bump();
      else p.missing('The name ends with `::`. Write the rest of it behind.');
    }
  });
}
