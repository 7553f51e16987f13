/** `(name: type, …)` of functions, template strings and classes. */
import type { Parser } from '../parser';
import { attributes, misplacedAttribute } from './attributes';
import { name } from './names';
import { type } from './types';
import { clip } from './values';

/** A brace that ends its line: the body of what has these parameters. */
const OPENS_BODY = /\{[ \t]*(?:\/\/[^\r\n]*)?(?:[\r\n]|$)/y;

const PRIMITIVE = /^(?:string|int|float|bool|null|image|audio|pdf|video)$/;

export function parameters(p: Parser): void {
  const opening = p.current;
  p.inNode('parameters', () => {
    p.bump();
    let separated = true;
    p.repeat(
      () => p.atAny(')', '->', '}', 'raw-string', 'open-raw-string') || (p.at('{') && p.lookingAt(OPENS_BODY)),
      () => {
        if (p.at(',')) {
          if (separated && p.previous !== opening) p.error('A parameter is missing before this comma.');
          separated = true;
          p.bump();
          return;
        }
        if (!separated) p.error('A comma is missing between these parameters.');
        separated = false;
        if (!p.atAny('word', 'bad-word', 'string', 'bad-number')) {
          p.error(`A parameter is written \`name: type\`; ${clip(p.source())} cannot stand here.`);
          return skipParameter(p);
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
      return p.errorExactly(
        first,
        `The parameter ${clip(p.source(first))} has no type. Write \`${p.source(first)}: string\`.`,
      );
    } else if (PRIMITIVE.test(p.source(first)) && p.at('word') && !PRIMITIVE.test(p.source())) {
      p.error(`The name of a parameter comes first, then a colon. Write \`${p.source()}: ${p.source(first)}\`.`);
      return skipParameter(p);
    } else {
      p.error(`A colon is missing between the parameter and its type. Write \`${p.source(first)}: ${p.source()}\`.`);
    }
    if (!type(p)) {
      const message = `The type of ${clip(p.source(first))} is missing behind its colon.`;
      if (p.atAny(',', ')')) return p.errorExactly(first, message);
      p.errorAt(first, message);
      return skipParameter(p);
    }
    attributes(p);
    while (p.atInline('@@')) {
      misplacedAttribute(p, (at) => `\`${at}\` cannot stand on a parameter. It marks a whole class or enum.`);
    }
    if (p.atAny(',', ')', '->', '{', '}') || p.onNewLine) return;
    p.error(
      p.at('=') ? 'A parameter has no default value. Remove it.' : `${clip(p.source())} cannot stand behind a type.`,
    );
    skipParameter(p);
  });
}

/** Takes what is left of a parameter that cannot be read. */
function skipParameter(p: Parser): void {
  p.inNode('error', () =>
    p.repeat(
      () => p.onNewLine || p.atAny(',', ')', '->') || (p.at('{') && p.lookingAt(OPENS_BODY)),
      () => p.takeBalanced(),
      true,
    ),
  );
}
