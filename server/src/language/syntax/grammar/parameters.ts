/** `(name: type, …)` of functions, template strings and classes. */
import type { Parser } from '../parser';
import { attributes, misplacedAttribute } from './attributes';
import { name } from './names';
import { optionalRemedy, optionalSign, type } from './types';
import { clip } from './values';

/** A brace that ends its line: the body of what has these parameters. */
const OPENS_BODY = /\{[ \t]*(?:\/\/[^\r\n]*)?(?:[\r\n]|$)/y;

const PRIMITIVE = /^(?:string|int|float|bool|null|image|audio|pdf|video)$/;

export function parameters(p: Parser): void {
  const opening = p.current;
  p.inNode('parameters', () => {
    p.bump();
    let separated = true;
    let half = false;
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
        half = !parameter(p);
      },
    );
    const unclosed = 'The `(` of these parameters is never closed. Add `)`.';
    if (half) p.errorAt(opening, unclosed);
    else p.close(')', opening, unclosed);
  });
}

/** Gives false when the list ends before the parameter does: that it is never closed says enough. */
function parameter(p: Parser): boolean {
  let whole = true;
  p.inNode('parameter', () => {
    const first = p.current;
    if ((PRIMITIVE.test(p.source()) && p.lookingAt(TYPE_FIRST)) || p.lookingAt(NAMED_TYPE_FIRST)) return typeFirst(p);
    name(p);
    const optional = p.atInline('?') ? optionalSign(p, first, 'A parameter') : undefined;
    if (optional !== undefined) p.eat(':');
    else if (p.at(':')) {
      const torn = p.onNewLine;
      p.bump();
      if (torn || p.onNewLine) p.errorAt(first, 'A parameter must stay on one line: `name: type`.');
    } else if (p.at('end') || p.atBlockHeader()) {
      whole = false;
      return;
    } else if (p.onNewLine || !p.atAny('word', 'string', 'number', '(')) {
      const list = p.atInline('[') ? p.lookingAt(/\[[ \t]*\][ \t]*[,)]/y) : false;
      if (list) p.skip();
      return p.errorExactly(
        first,
        `The parameter ${clip(p.source(first))} has no type. Write \`${p.source(first)}: string\`.`,
      );
    } else {
      p.error(`A colon is missing between the parameter and its type. Write \`${p.source(first)}: ${p.source()}\`.`);
    }
    const from = p.mark();
    const typeStart = p.current.start;
    if (!type(p)) {
      const message = `The type of ${clip(p.source(first))} is missing behind its colon.`;
      if (p.atAny(',', ')')) return p.errorExactly(first, message);
      p.errorAt(first, message);
      return skipParameter(p);
    }
    if (optional !== undefined) optionalRemedy(p, first, optional, from, typeStart, ': ');
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
  return whole;
}

/** `string name` or `string[] name`, as other languages write it. */
const TYPE_FIRST = /\w+(?:\[\]|\?)*[ \t]+[A-Za-z]\w*[ \t]*[,)]/y;

/** `Person person`: by convention types start with an upper-case letter, and parameters do not. */
const NAMED_TYPE_FIRST = /[A-Z]\w*(?:\[\]|\?)*[ \t]+[a-z]\w*(?:\[\])*[ \t]*[,)]/y;

function typeFirst(p: Parser): void {
  const { start } = p.current;
  p.inNode('error', () => {
    while (!(p.previous.end > start && p.at('word'))) p.bump();
  });
  const written = p.text.slice(start, p.previous.end);
  const named = p.source();
  p.error(`The name of a parameter comes first, then a colon. Write \`${named}: ${written}\`.`);
  p.remedy(`${named}: ${written}`, { start, end: p.current.end });
  name(p);
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
