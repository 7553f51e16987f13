/** `@name(arguments)` behind a type, a value or a property, and `@@name(arguments)` for a whole block. */
import type { TokenKind } from '../kinds';
import type { Parser, SyntaxErrorCode } from '../parser';
import type { Token } from '../tree';
import { value } from './values';

/**
 * Attributes that follow what was just read: on its line or on the next one. A blank line ends them; what stands
 * behind it belongs to nothing.
 */
export function attributes(p: Parser): void {
  while (p.at('@') && !(p.onNewLine && p.afterBlankLine)) attribute(p);
}

/** One attribute, with `@` or `@@`. Blanks may stand around the dots of its name. */
export function attribute(p: Parser): void {
  p.inNode('attribute', () => {
    const sign = p.bump();
    p.inNode('attribute-name', () => {
      if (!p.onNewLine && p.atAny('word', 'bad-word')) p.bump();
      else return p.errorAt(sign, `The name of the attribute is missing behind \`${p.source(sign)}\`.`);
      while (!p.onNewLine && p.atAny('.', '::')) {
        const dot = p.bump();
        if (!p.onNewLine && p.atAny('word', 'bad-word')) p.bump();
        else return p.errorAt(dot, 'The name of the attribute ends with a dot. Write the rest of the name behind it.');
      }
    });
    if (p.atInline('(')) p.nested(() => p.whole(p.current.start, () => attributeArguments(p)));
    else if (!p.onNewLine && (BARE_ARGUMENT.has(p.current.kind) || p.lookingAt(/\{\{/y))) bareArgument(p, sign);
  });
}

const BARE_ARGUMENT: ReadonlySet<TokenKind> = new Set(['string', 'open-string', 'raw-string', ':', '=']);

/** `@alias "x"`, `@alias: "x"` or `@alias"x")`. */
function bareArgument(p: Parser, sign: Token): void {
  const name = p.text.slice(sign.start, p.previous.end);
  const from = p.previous.end;
  p.error(`The arguments of an attribute stand in parentheses: \`${name}(…)\`.`);
  p.inNode('arguments', () => {
    if (p.atAny(':', '=')) p.skip();
    if (p.lookingAt(/\{\{/y)) p.readAsValue();
    if (p.onNewLine || !p.atAny('string', 'raw-string', 'jinja')) {
      while (!p.onNewLine && !p.atAny('@', '@@', '}', 'end')) p.skip();
      return;
    }
    const { end } = p.current;
    p.remedy(`(${p.source()})`, { start: from, end: p.text[end] === ')' ? end + 1 : end });
    p.inNode(p.at('jinja') ? 'jinja-value' : 'string-value', () => p.bump());
    if (p.atInline(')')) p.skip();
  });
}

/**
 * An attribute at a place where none can stand: read, kept in the tree, and reported with what to do, unless advice
 * gives nothing. Stream attributes get a code of their own, so that the report can be found under their name. With
 * `from`, it is reported together with what stands from there on.
 */
export function misplacedAttribute(p: Parser, advice: (source: string) => string | undefined, from?: number): void {
  const start = p.current.start;
  p.inNode('error', () => attribute(p));
  const source = p.text.slice(start, p.previous.end);
  const name = source.replaceAll(/[\s@]|\(.*/gs, '');
  const message = advice(`${source.startsWith('@@') ? '@@' : '@'}${name}`);
  const { end } = p.previous;
  if (message && from !== undefined) p.errorExactly({ start: from, end }, message, codeOf(name));
  else if (message) p.errorAt({ start, end }, message, codeOf(name));
}

function codeOf(name: string): SyntaxErrorCode {
  return name === 'stream' || name.startsWith('stream.') ? 'stream-misplaced' : 'syntax';
}

/** `(value, value)`. What cannot be read is reported from the parenthesis on, once, and ends with its line. */
function attributeArguments(p: Parser): void {
  const { failures } = p;
  p.inNode('arguments', () => {
    const opening = p.bump();
    let count = 0;
    let separated = true;
    p.repeat(
      () => p.failures > failures || p.atAny(')', '}', '@', '@@') || (p.onNewLine && startsNextField(p)),
      () => {
        if (p.at(',')) {
          // The compiler takes a comma before the first one.
          if (separated && p.previous !== opening) p.error('An argument is missing before this comma.');
          separated = true;
          const comma = p.bump();
          if (p.at(')')) {
            p.errorAt(comma, 'The last argument of an attribute takes no comma. Remove it.');
            p.remedy('', comma);
          }
          return;
        }
        if (!separated) p.error('A comma is missing before this argument.');
        separated = false;
        if (++count === 3) p.error('An attribute takes at most two arguments. Remove this one.');
        value(p, 'argument');
      },
    );
    if (p.failures === failures) p.close(')', opening, 'The `(` of this attribute is never closed. Add `)`.');
    else if (!p.onNewLine && !p.atAny('}', 'end')) p.inNode('error', () => takeRest(p));
  });
}

/** The rest of broken arguments: up to the parenthesis that closes them, or the end of the line. */
function takeRest(p: Parser): void {
  let closed = false;
  p.repeat(
    () => closed || p.onNewLine || p.at('}'),
    () => {
      closed = p.at(')');
      p.takeBalanced();
    },
    true,
  );
}

/** A line that looks like the next field, in arguments that were never closed. */
function startsNextField(p: Parser): boolean {
  return p.lookingOver(/[A-Za-z]\w*[ \t]+[A-Za-z"(][^\r\n)]*(?:\r\n|\r|\n)(?!\s*\))/y);
}
