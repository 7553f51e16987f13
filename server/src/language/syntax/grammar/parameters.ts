/** `(name: type, …)` of functions, template strings and classes. */
import type { Parser } from '../parser';
import { attributes, misplacedAttribute } from './attributes';
import { name } from './names';
import { type } from './types';
import { clip } from './values';

export function parameters(p: Parser): void {
  const opening = p.current;
  p.inNode('parameters', () => {
    p.bump();
    let separated = true;
    p.repeat(
      () => p.atAny(')', '->', '{', '}', 'raw-string', 'open-raw-string'),
      () => {
        if (p.eat(',')) {
          separated = true;
          return;
        }
        if (!separated) p.error('A comma is missing between these parameters.');
        separated = false;
        if (!p.atAny('word', 'bad-word', 'string', 'bad-number')) {
          p.error(`A parameter is written \`name: type\`; ${clip(p.source())} cannot stand here.`);
          return p.skip();
        }
        parameter(p);
      },
    );
    p.close(')', opening, 'The `(` of these parameters is never closed. Add `)`.');
  });
}

function parameter(p: Parser): void {
  p.inNode('parameter', () => {
    const first = p.current;
    name(p);
    if (p.at(':')) {
      const torn = p.onNewLine;
      p.bump();
      if (torn || p.onNewLine) p.errorAt(first, 'A parameter must stay on one line: `name: type`.');
    } else if (p.onNewLine || !p.atAny('word', 'string', 'number', '(')) {
      return p.errorAt(
        first,
        `The parameter ${clip(p.source(first))} has no type. Write \`${p.source(first)}: string\`.`,
      );
    } else
      p.error(`A colon is missing between the parameter and its type. Write \`${p.source(first)}: ${p.source()}\`.`);
    if (!type(p)) {
      return p.errorAt(first, `The type of ${clip(p.source(first))} is missing behind its colon.`);
    }
    attributes(p);
    while (p.atInline('@@')) {
      misplacedAttribute(p, (at) => `\`${at}\` cannot stand on a parameter. It marks a whole class or enum.`);
    }
    if (p.atAny(',', ')', '->', '{', '}') || p.onNewLine) return;
    p.error(
      p.at('=') ? 'A parameter has no default value. Remove it.' : `${clip(p.source())} cannot stand behind a type.`,
    );
    p.inNode('error', () =>
      p.repeat(
        () => p.onNewLine || p.atAny(',', ')', '{', '->'),
        () => p.takeBalanced(),
        true,
      ),
    );
  });
}
