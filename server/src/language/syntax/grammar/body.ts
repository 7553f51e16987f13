/** `{ … }`: how every block opens, repeats its lines, recovers and closes. */
import type { Span } from '../../diagnostic';
import type { Parser } from '../parser';
import { misplacedAttribute } from './attributes';
import { clip } from './values';

/**
 * The body of a block, and what stands between its header and its `{`. `start` is where the header starts: problems of
 * the header are reported from there. `title` says what the block is in messages: class `Point`. `brace` says whether
 * its `{` must stand on the header line. Without a `{`, indented lines that follow are still read as the body. `next` says
 * where it is seen that what follows is behind the block, although nothing has closed it.
 */
export function body(
  p: Parser,
  start: number,
  title: string,
  brace: 'same-line' | 'any-line',
  line: () => void,
  next: () => Span | undefined = () => undefined,
): void {
  const header = { start, end: p.previous.end };
  p.readAsBrace();
  while (!p.onNewLine && !p.atAny('{', '}', 'end')) p.whole(start, () => junkInHeader(p, title));
  const opened = p.at('{');
  if (!opened) {
    p.errorAt(header, `The body of ${title} is missing: \`{\` must follow on this line.`);
    // The brace that closes this block, not one around it.
    if (p.at('}') && (!p.onNewLine || !p.inTypeBuilder)) return p.skip();
    if (p.at('end') || p.at('}') || p.atBlockHeader() || p.column <= p.blockColumn) return;
  } else if (p.onNewLine && brace === 'same-line') {
    p.errorAt(header, `The \`{\` of ${title} must stand on this line.`);
  }
  p.inNode('body', () => {
    if (opened) p.bump();
    const outer = p.inBody;
    p.inBody = true;
    // A block on one line is read whole or not at all.
    let oneLine = opened;
    let behind: Span | undefined;
    p.repeat(
      () => p.at('}') || (!opened && p.onNewLine && p.column <= p.blockColumn) || (behind = next()) !== undefined,
      () => {
        if (p.onNewLine) oneLine = false;
        if (oneLine) p.whole(start, line);
        else line();
      },
    );
    p.inBody = outer;
    if (opened && behind) p.errorExactly(behind, `The \`{\` of ${title} is not closed before this line. Add \`}\`.`);
    else if (opened) p.close('}', header, `The \`{\` of ${title} is never closed. Add \`}\` behind its last line.`);
    else if (p.atAny('}', ']', ')')) p.skip();
  });
}

function junkInHeader(p: Parser, title: string): void {
  if (p.atAny('@', '@@')) {
    return misplacedAttribute(
      p,
      (name) =>
        `\`${name}\` cannot stand in the header of ${title}. ${/^(?:class|enum)/.test(title) ? 'Write `@@…` on a line of its body.' : 'Remove it.'}`,
    );
  }
  p.error(`${clip(p.source())} cannot stand in the header of ${title}. Remove it.`);
  p.inNode('error', () =>
    p.repeat(
      () => p.onNewLine || p.atAny('{', '}', '@', '@@'),
      () => p.takeBalanced(),
      true,
    ),
  );
}
